package dev.firn.faultinjection.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.plain.MappedLog;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashReport;
import java.util.List;

/// Foreign code under the tester, as a user would write it.
class CrashTestOfFilesTest {
    private static CrashReport appends(CrashPlan plan, boolean forcesTwice) {
        return plan.given(directory -> new MappedLog(directory, forcesTwice).close())
                .when((directory, operations) -> {
                    try (var log = new MappedLog(directory, forcesTwice)) {
                        for (String name : List.of("ada", "grace", "barbara")) {
                            operations.run(name, () -> log.append(name));
                        }
                    }
                })
                .then(directory -> {
                    try (var log = new MappedLog(directory, forcesTwice)) {
                        return log.names();
                    }
                })
                .check((found, done) -> done.requireAppended(found));
    }

    @CrashTest(exhaustive = CrashTest.Exhaustive.REQUIRED)
    void aCorrectLogSurvivesEveryCrash(CrashPlan plan) {
        long begin = System.nanoTime();
        var report = appends(plan, true);
        System.err.println(report.sentence() + " in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        assertThat(report.images()).isGreaterThan(20);
    }

    @CrashTest
    void aCountThatMayComeBeforeItsNameIsFound(CrashPlan plan) {
        assertThatThrownBy(() -> appends(plan, false))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("names+0x40");
    }
}

package dev.firn.examples.breakyourownlog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.junit.CrashPlan;
import dev.firn.faultinjection.junit.CrashTest;
import java.util.List;

/// How to crash-test code that has never heard of Firn. The agent in the `pom.xml` is all that it takes.
class BreakYourOwnLogTest {
    private static void appendAndCrash(CrashPlan plan, Journal.Opener opener) {
        plan.given(directory -> opener.open(directory).close())
                .when((directory, operations) -> {
                    try (var journal = opener.open(directory)) {
                        for (String entry : List.of("bread", "butter", "jam")) {
                            operations.run(entry, () -> journal.append(entry));
                        }
                    }
                })
                .then(directory -> {
                    try (var journal = opener.open(directory)) {
                        return journal.entries();
                    }
                })
                .check((found, done) -> done.requireAppended(found));
    }

    @CrashTest
    void theMistakeIsFound(CrashPlan plan) {
        assertThatThrownBy(() -> appendAndCrash(plan, BrokenJournal::new))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("expected \"bread\"")
                .hasMessageContaining("journal+0x40");
    }

    @CrashTest(exhaustive = CrashTest.Exhaustive.REQUIRED)
    void theRepairedTwinSurvivesEveryCrash(CrashPlan plan) {
        appendAndCrash(plan, RepairedJournal::new);
    }
}

package dev.firn.faultinjection.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.example.plain.MappedLog;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashReport;
import dev.firn.faultinjection.files.DirectoryScenario;
import dev.firn.faultinjection.report.CrashReports;
import dev.firn.faultinjection.report.ReplayFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// What plans do with what the runner asks for.
class ExtensionTest {
    private static final CrashOptions OPTIONS = CrashOptions.defaults();

    @Test
    void aReplayFileLeadsToItsCrashAlone() {
        var file = replayFile();
        assertThatThrownBy(() -> append(plan("a.Test.method", file), false))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("names");
    }

    @Test
    void aCrashThatIsSurvivedNowEndsTheTestWithoutAVerdict() {
        assertThat(catchThrowable(() -> append(plan("a.Test.method", replayFile()), true)))
                .isInstanceOf(TestAbortedException.class);
    }

    @Test
    void aReplayLeavesOtherTestsOut() {
        assertThat(catchThrowable(() -> append(plan("a.Test.other", replayFile()), false)))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("only a crash of a.Test.method");
    }

    @Test
    void exhaustionCanBeRequired() {
        var plan = new CrashPlan(OPTIONS.withBudget(3), true, new Fixed("t", Optional.empty(), new ArrayList<>()));
        assertThatThrownBy(() -> append(plan, true))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not every legal image was tried");
    }

    @Test
    void whatWasTriedIsPublished() {
        var published = new ArrayList<CrashReport>();
        append(new CrashPlan(OPTIONS, true, new Fixed("t", Optional.empty(), published)), true);
        assertThat(published).hasSize(1);
        assertThat(published.getFirst().exhaustive()).contains(CrashModel.WORDS);
    }

    private static CrashPlan plan(String test, ReplayFile file) {
        return new CrashPlan(OPTIONS, false, new Fixed(test, Optional.of(file), new ArrayList<>()));
    }

    private static CrashReport append(CrashPlan plan, boolean forcesTwice) {
        return plan.given(directory -> new MappedLog(directory, forcesTwice).close())
                .when((directory, operations) -> {
                    try (var log = new MappedLog(directory, forcesTwice)) {
                        operations.run("ada", () -> log.append("ada"));
                    }
                })
                .then(directory -> {
                    try (var log = new MappedLog(directory, forcesTwice)) {
                        return log.names();
                    }
                })
                .check((found, done) -> done.requireAppended(found));
    }

    /// Of a failure of the log that forces once.
    private static ReplayFile replayFile() {
        try (var scenario =
                new DirectoryScenario<List<String>>(
                        "a.Test.method",
                        directory -> new MappedLog(directory, false).close(),
                        (directory, operations) -> {
                            try (var log = new MappedLog(directory, false)) {
                                operations.run("ada", () -> log.append("ada"));
                            }
                        },
                        directory -> {
                            try (var log = new MappedLog(directory, false)) {
                                return log.names();
                            }
                        },
                        (found, done) -> done.requireAppended(found))) {
            var failure = catchThrowableOfType(CrashFailure.class, () -> new CrashPlan(OPTIONS).explore(scenario));
            return CrashReports.of(scenario, failure).replay().orElseThrow();
        }
    }

    private record Fixed(String test, Optional<ReplayFile> replay, List<CrashReport> published) implements Runner {
        @Override
        public String testedPackage() {
            return "com.example.plain";
        }

        @Override
        public void publish(CrashReport report) {
            published.add(report);
        }

        @Override
        public RuntimeException skip(String why) {
            return new TestAbortedException(why);
        }
    }
}

package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.OperationScenario;
import java.util.Objects;

/// How much work a report may cost. Immutable: each `with...` returns a changed copy.
///
/// @param test a name for the test, by which somebody finds it again; empty for the scenario's class
/// @param crash the options of the exploration that failed
/// @param shrinkRuns explorations that shrinking may cost, 0 for no shrinking
/// @param fixRuns explorations that looking for the missing call may cost, 0 for not looking
public record ReportSettings(String test, CrashOptions crash, int shrinkRuns, int fixRuns) {
    public ReportSettings {
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(crash, "crash");
        if (shrinkRuns < 0) throw new IllegalArgumentException("shrinkRuns " + shrinkRuns);
        if (fixRuns < 0) throw new IllegalArgumentException("fixRuns " + fixRuns);
    }

    /// All there is, for an exploration with `crash`.
    public static ReportSettings of(CrashOptions crash) {
        return new ReportSettings("", crash, Shrinker.DEFAULT_RUNS, 60);
    }

    /// What costs no exploration: the timeline, its call sites and the way to replay it.
    public static ReportSettings brief(CrashOptions crash) {
        return new ReportSettings("", crash, 0, 0);
    }

    public ReportSettings withTest(String value) {
        return new ReportSettings(value, crash, shrinkRuns, fixRuns);
    }

    public ReportSettings withRuns(int newShrinkRuns, int newFixRuns) {
        return new ReportSettings(test, crash, newShrinkRuns, newFixRuns);
    }

    String testOr(CrashScenario<?> scenario) {
        String made =
                scenario instanceof OperationScenario<?, ?> of ? of.subject().getClass().getName() : scenario.name();
        String name = test.isEmpty() ? made : test;
        return name.replaceAll("\\s+", " ").strip();
    }
}

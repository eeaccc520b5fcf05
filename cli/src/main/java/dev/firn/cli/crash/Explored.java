package dev.firn.cli.crash;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashReport;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.ExplorationCancelled;
import dev.firn.faultinjection.ExplorationListener;
import dev.firn.faultinjection.PersistencyModel;
import dev.firn.faultinjection.report.CrashDocument;
import dev.firn.faultinjection.report.CrashReports;
import dev.firn.faultinjection.report.ReportSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What came of the exploration of one scenario.
sealed interface Explored {
    String scenario();

    /// One page about it.
    String html();

    /// For programs.
    Result result();

    /// Every crash that was tried was survived.
    record Survived(String scenario, CrashReport report, boolean cancelled) implements Explored {
        @Override
        public String html() {
            return CrashReports.html(scenario, report);
        }

        @Override
        public Result result() {
            return new Result(
                    scenario,
                    true,
                    report.sentence(),
                    report.points(),
                    report.images(),
                    Math.round(report.statesPerSecond()),
                    report.rungs().entrySet().stream()
                            .collect(Collectors.toMap(rung -> rung.getKey().name(), rung -> rung.getValue().words())),
                    cancelled);
        }
    }

    /// One was not.
    record Failed(String scenario, CrashFailure failure, CrashDocument document) implements Explored {
        @Override
        public String html() {
            return document.html();
        }

        @Override
        public Result result() {
            String first = failure.getMessage().lines().findFirst().orElse("");
            return new Result(scenario, false, first, 0, 0, 0, Map.of(), false);
        }
    }

    /// @param said the report's sentence, or what was wrong
    /// @param rungs for each model what was completed
    record Result(
            String scenario,
            boolean survived,
            String said,
            long points,
            long images,
            long statesPerSecond,
            Map<String, String> rungs,
            boolean cancelled) {}

    /// Explores it.
    static Explored of(String name, CrashScenario<?> scenario, CrashOptions options, ExplorationListener listener) {
        try {
            return new Survived(name, CrashExplorer.explore(scenario, options, listener), false);
        } catch (ExplorationCancelled e) {
            return new Survived(name, e.report(), true);
        } catch (CrashFailure failure) {
            return new Failed(name, failure, document(name, scenario, options, failure));
        }
    }

    private static CrashDocument document(
            String name, CrashScenario<?> scenario, CrashOptions options, CrashFailure failure) {
        var settings = ReportSettings.of(options).withTest(name);
        return CrashReports.of(scenario, failure, settings);
    }

    /// The models of those names.
    static PersistencyModel[] models(List<? extends PersistencyModel> models) {
        return models.toArray(PersistencyModel[]::new);
    }
}

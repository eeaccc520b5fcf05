package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.PersistencyModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Goes to the one crash of a replay file.
public final class Replays {
    /// The system property that names a replay file: a test runner then tries that crash alone.
    public static final String PROPERTY = "firn.replay";

    private Replays() {}

    /// The file that `-Dfirn.replay=FILE` asks for.
    public static Optional<Path> requested() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).filter(name -> !name.isBlank()).map(Path::of);
    }

    /// Tries the crash. When the run has changed since the file was written, its very crash cannot be had: then crashes
    /// near the place are tried under the same model, and the outcome says so.
    ///
    /// @throws IllegalArgumentException when the file leaves operations out and the scenario is neither [Reducible] nor
    ///   an [dev.firn.faultinjection.OperationScenario], or it names a model that does not come with this module
    /// @throws Exception what a recovery between two crashes throws
    public static <S> ReplayOutcome<S> run(CrashScenario<S> scenario, ReplayFile file) throws Exception {
        return run(scenario, file, CrashOptions.defaults());
    }

    /// The same, where `options` may have models of their own.
    public static <S> ReplayOutcome<S> run(CrashScenario<S> scenario, ReplayFile file, CrashOptions options)
            throws Exception {
        var reduced = reduced(scenario, file);
        String path = "";
        for (var crash : file.crashes()) {
            // At event 0, which every run has: the place itself may lie behind the end of a run that changed.
            var run = CrashedRun.of(reduced, path + "0/" + crash.model() + "/").getLast();
            if (run.trace().hash() != crash.traceHash()) {
                return new NearbySearch<>(reduced, run, crash, model(crash, options), path).outcome();
            }
            path += crash.path() + ">";
        }
        try {
            return new ReplayOutcome.Survived<>(CrashExplorer.replay(reduced, file.path()));
        } catch (CrashFailure failure) {
            return new ReplayOutcome.Failed<>(failure);
        }
    }

    /// The scenario with only the operations that the file has kept.
    private static <S> CrashScenario<S> reduced(CrashScenario<S> scenario, ReplayFile file) {
        if (file.operations().isEmpty()) return scenario;
        var kept = file.operations().get();
        var operations =
                Operations.of(scenario)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "the replay file keeps operations %s only, and %s cannot leave any out:"
                                                + " implement Reducible"
                                                        .formatted(
                                                                IndexRanges.text(kept),
                                                                scenario.getClass().getName())));
        if (kept.length() > operations.count()) {
            throw new IllegalArgumentException(
                    "the replay file keeps operation %d, and the test has only %d: it has changed since"
                            .formatted(kept.length() - 1, operations.count()));
        }
        return operations.only().apply(kept);
    }

    private static PersistencyModel model(ReplayCrash crash, CrashOptions options) {
        return Stream.concat(options.models().stream(), Stream.of(CrashModel.values()))
                .filter(model -> model.name().equals(crash.model()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "the replay file was made under the model %s, which is not among those of the options"
                                        .formatted(crash.model())));
    }

    /// What replays a path in a program.
    static String command(List<CrashedRun> runs) {
        String path = runs.stream().map(CrashedRun::path).collect(Collectors.joining(">"));
        return "CrashExplorer.replay(scenario, \"" + path + "\")";
    }
}

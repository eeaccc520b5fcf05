package dev.firn.faultinjection;

import java.util.ServiceLoader;

/// Runs a workload once, and then crashes it at every place.
public final class CrashExplorer {
    private CrashExplorer() {}

    /// With the default options.
    public static <S> CrashReport explore(CrashScenario<S> scenario) {
        return explore(scenario, CrashOptions.defaults());
    }

    /// Tries every crash that `options` allow for.
    ///
    /// @throws CrashFailure at the first crash after which the scenario does not recover or judges against it
    public static <S> CrashReport explore(CrashScenario<S> scenario, CrashOptions options) {
        var recording = Recording.of(scenario);
        for (var observer : ServiceLoader.load(RunObserver.class)) observer.recorded(scenario, recording);
        var exploration = new Exploration<>(scenario, options, recording.maxBytes());
        exploration.run(recording);
        return exploration.report();
    }

    /// Goes to the one crash that `path`, from a [CrashFailure], names. Returns what recovery found there.
    ///
    /// @throws CrashFailure when it still fails
    public static <S> S replay(CrashScenario<S> scenario, String path) {
        return Replay.of(scenario, path);
    }
}

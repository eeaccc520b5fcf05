package dev.firn.faultinjection;

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
        return explore(scenario, options, ExplorationListener.NONE);
    }

    /// The same with a listener. Ends early, with what was done until then, when the thread is interrupted.
    ///
    /// @throws CrashFailure at the first crash after which the scenario does not recover or judges against it
    /// @throws ExplorationCancelled when the thread is interrupted
    /// @throws DivergentRecovery when lazy choice was asked for and a recovery does not do the same twice
    public static <S> CrashReport explore(
            CrashScenario<S> scenario, CrashOptions options, ExplorationListener listener) {
        var recording = Recording.of(scenario);
        return new Exploration<>(scenario, options, listener, recording.maxBytes()).run(recording);
    }

    /// Goes to the one crash that `path`, from a [CrashFailure], names. Returns what recovery found there.
    ///
    /// @throws CrashFailure when it still fails
    public static <S> S replay(CrashScenario<S> scenario, String path) {
        return Replay.of(scenario, path);
    }
}

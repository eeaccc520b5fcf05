package dev.firn.faultinjection;

import dev.firn.faultinjection.report.FailureReports;
import java.util.ServiceLoader;
import java.util.function.IntPredicate;

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
        observe(scenario, recording);
        try {
            return new Exploration<>(scenario, options, listener, recording.maxBytes()).run(recording);
        } catch (CrashFailure failure) {
            throw FailureReports.attach(scenario, options, failure);
        }
    }

    /// Crashes a run that was recorded before, at the places that `crashPoints` lets through: it is asked with the
    /// number of the event that did not happen any more. A failure carries no report: it is of a run that only the caller
    /// can make again.
    ///
    /// @throws CrashFailure at the first crash after which the scenario does not recover or judges against it
    public static <S> CrashReport explore(
            CrashScenario<S> scenario, Recording recording, CrashOptions options, IntPredicate crashPoints) {
        var exploration = new Exploration<>(scenario, options, ExplorationListener.NONE, recording.maxBytes());
        return exploration.at(crashPoints).run(recording);
    }

    /// Not those about a late part of a run that went wrong on purpose, nor changed copies of a workload.
    private static void observe(CrashScenario<?> scenario, Recording recording) {
        if (FailureReports.isSearching() || !scenario.isCrashPoint(Progress.NONE)) return;
        for (var observer : ServiceLoader.load(RunObserver.class)) observer.recorded(scenario, recording);
    }

    /// Goes to the one crash that `path`, from a [CrashFailure], names. Returns what recovery found there.
    ///
    /// @throws CrashFailure when it still fails
    public static <S> S replay(CrashScenario<S> scenario, String path) {
        return Replay.of(scenario, path);
    }
}

package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.schedule.history.History;
import java.util.List;

/// What several threads do, how it recovers, and who judges.
///
/// What the threads do must depend on nothing but the order in which they come to their points: no time, no identity,
/// no threads of their own. The scenario itself keeps nothing between runs; equal histories must be judged alike.
///
/// @param <S> what a recovery finds; compared by `equals`
public interface ConcurrentScenario<S> {
    /// The region before the workload; what it holds is durable. Called once; each run begins with a copy.
    SimulatedRegion prepare();

    /// Opens the code under test on [Run#region], and says what each thread does with it: 1 to 8 of them, and the
    /// calls that count in [Run#call]. Called once a run, before the threads begin.
    List<Task> threads(Run run) throws Exception;

    /// Opens what a crash left, writes whatever a recovery writes, and says what it found.
    S recover(SimulatedRegion region) throws Exception;

    /// Throws an [AssertionError] when `found` cannot be after a crash at the end of `history`.
    void judge(S found, History history);

    /// Throws an [AssertionError] when `history`, of a run without a crash, is wrong in itself.
    default void judgeRun(History history) {}
}

package dev.firn.faultinjection.fault;

import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.Region;

/// What is swept by faults, how it is opened, and who judges. It must do the same whenever it runs.
///
/// @param <S> contents; compared by `equals`
public interface FaultScenario<S> {
    /// The region before the workload; what it holds is durable.
    SimulatedRegion prepare();

    /// Opens the subject: before the workload, and again after the fault, when it recovers. It may fail as a whole.
    Subject<S> open(Region region) throws Exception;

    /// Throws an [AssertionError] when `found` cannot be after `progress`: what was acknowledged must be there, what
    /// was never begun or was [refused][Journal#refused] must not, of the rest either.
    void judge(S found, Progress progress);

    /// Whether a failure is an honest answer to a fault. By default: whether it has one of Firn's types.
    default boolean isTyped(Throwable failure) {
        return failure instanceof FirnException;
    }

    /// An open subject.
    interface Subject<S> {
        /// The workload. When a call fails it may try again, go on with the next, or let the failure out.
        void work(Journal journal) throws Exception;

        /// All contents, as the subject shows them now.
        S contents() throws Exception;

        /// Closes it in order. Not called where a process dies.
        void close() throws Exception;
    }
}

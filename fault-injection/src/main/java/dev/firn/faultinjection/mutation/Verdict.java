package dev.firn.faultinjection.mutation;

import java.time.Duration;

/// What became of a mutation.
public sealed interface Verdict {
    /// A crash shows it.
    ///
    /// @param workload in which
    /// @param event of that workload's trace which was dropped or swapped
    /// @param path the crash, in the changed trace
    /// @param took from the first attempt at this mutation, those that did not find it included
    record Killed(String workload, int event, String path, Duration took) implements Verdict {}

    /// Every crash point of the changed runs leaves what some crash point of the run as it was leaves, too, for the
    /// same progress of the workload. So no crash can show it.
    ///
    /// @param instances in how many places of all workloads
    record Equivalent(int instances) implements Verdict {}

    /// No crash that was tried shows it: the call is not needed, or the tests have a hole.
    ///
    /// @param instances in how many places of all workloads
    record Survived(int instances) implements Verdict {}
}

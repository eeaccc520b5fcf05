package dev.firn.faultinjection.schedule;

/// A run did not go the way the schedule says: the workload, the code under test or its surroundings have changed, or
/// decide by something that is not in the schedule (time, identity hashes, thread names, threads of their own).
public final class ScheduleDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScheduleDivergedException(int step, String expected, String found) {
        super(
                "the run is no longer the one of this schedule: at step %d expected %s, found %s; explore again, or look for decisions by time, identity or threads outside of the schedule"
                        .formatted(step, expected, found));
    }
}

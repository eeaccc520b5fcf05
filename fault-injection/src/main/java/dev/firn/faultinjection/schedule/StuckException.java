package dev.firn.faultinjection.schedule;

/// A thread of a schedule has been at work for too long without coming to a point: it spins, or waits for something
/// that is not in the schedule.
public final class StuckException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StuckException(String threads) {
        super(
                "no thread came to its next point in time; a loop that only spins must park now and then, or call"
                        + " Run.pause:"
                        + threads);
    }
}

package dev.firn.faultinjection.schedule;

/// All threads of a schedule that have not ended wait for each other.
public final class DeadlockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadlockException(String threads) {
        super("no thread can go on:" + threads);
    }
}

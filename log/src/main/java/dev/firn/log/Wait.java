package dev.firn.log;

import java.util.concurrent.locks.LockSupport;

/// Waiting for another thread that is expected to be quick: spin, then give way, then sleep a little. An interrupt does
/// not end it.
final class Wait {
    private static final int SPINS = 64;
    private static final int YIELDS = 128;
    private static final long NAP_NANOS = 20_000;

    private int rounds;

    void once() {
        rounds++;
        if (rounds < SPINS) Thread.onSpinWait();
        else if (rounds < YIELDS) Thread.yield();
        else LockSupport.parkNanos(NAP_NANOS);
    }
}

package dev.firn.pmem;

import java.lang.foreign.Arena;
import java.util.concurrent.locks.LockSupport;

/// Closing arenas that others may be using.
final class Arenas {
    private static final int ATTEMPTS = 1_000;
    private static final long WAIT_NANOS = 1_000_000;

    private Arenas() {}

    /// A shared arena refuses to close while a call holds one of its segments (somebody writes a slice to a socket):
    /// waits for the end of that call. One that takes longer than about a second keeps the mapping; its pages then go
    /// with the process, which harms nobody.
    static void close(Arena arena) {
        boolean interrupted = false;
        for (int i = 0; i < ATTEMPTS && !closed(arena); i++) {
            LockSupport.parkNanos(WAIT_NANOS);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private static boolean closed(Arena arena) {
        try {
            arena.close();
            return true;
        } catch (IllegalStateException held) {
            return !arena.scope().isAlive();
        }
    }
}

package dev.firn.pmem.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Native memory that a call needs for its duration: a place for `errno`, and a staging buffer for bytes that are on
/// the heap (a call that may block must not pin them there).
///
/// Borrowed, not thread-local: there may be a million virtual threads, but only as many calls at a time as carriers.
final class Scratch {
    static final int STAGING = 64 << 10;

    private static final int SLOTS = 64;
    private static final AtomicReferenceArray<Scratch> POOL = new AtomicReferenceArray<>(SLOTS);

    final MemorySegment errno;
    final MemorySegment staging;

    private Scratch() {
        Arena arena = Arena.ofAuto();
        errno = arena.allocate(Linker.Option.captureStateLayout());
        staging = arena.allocate(STAGING, 64);
    }

    static Scratch take() {
        int first = (int) Thread.currentThread().threadId();
        for (int i = 0; i < 4; i++) {
            Scratch found = POOL.getAndSet((first + i) & (SLOTS - 1), null);
            if (found != null) return found;
        }
        return new Scratch();
    }

    void give() {
        POOL.set((int) Thread.currentThread().threadId() & (SLOTS - 1), this);
    }
}

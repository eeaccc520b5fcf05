package dev.firn.pmem;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/// Counts who is inside a region, so that [#close] can wait for them, and what they did there.
///
/// Machine code and system calls know nothing of arenas: without this, closing a region while another thread copies
/// into it would pull the mapping from under that copy, and the process would die. The counts are striped by thread,
/// each stripe on cache lines of its own, and one atomic addition announces a writer and counts it.
final class Gate {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int STRIPES = 16;

    /// Two lines: processors fetch them in pairs.
    private static final int STRIDE = 16;

    private static final int ENTRIES = 0;
    private static final int BYTES = 1;
    private static final int LINES = 2;
    private static final int FENCES = 3;
    private static final int SYNCS = 4;

    /// The cell of entries holds those inside in its low bits and the finished writes above them.
    private static final long WRITE = 1L << 20;

    private static final long WAIT_NANOS = 20_000;

    private final long[] cells = new long[STRIPES * STRIDE];
    private final String what;
    private volatile boolean closed;

    Gate(String what) {
        this.what = what;
    }

    /// Every `enter` is followed by one [#leave] or [#leaveWritten] with the stripe it returned.
    int enter() {
        int stripe = stripe();
        add(stripe + ENTRIES, 1);
        if (closed) {
            leave(stripe);
            throw new RegionClosedException(what);
        }
        return stripe;
    }

    void leave(int stripe) {
        add(stripe + ENTRIES, -1);
    }

    void leaveWritten(int stripe) {
        add(stripe + ENTRIES, WRITE - 1);
    }

    boolean isClosed() {
        return closed;
    }

    void requireOpen() {
        if (closed) throw new RegionClosedException(what);
    }

    void countBytes(int stripe, long bytes, long lines) {
        add(stripe + BYTES, bytes);
        if (lines != 0) add(stripe + LINES, lines);
    }

    void countLines(int stripe, long lines) {
        add(stripe + LINES, lines);
    }

    void countFence() {
        add(stripe() + FENCES, 1);
    }

    void countSync() {
        add(stripe() + SYNCS, 1);
    }

    /// Lets nobody in any more and waits for those inside.
    ///
    /// @return false when it was closed before
    boolean close() {
        synchronized (cells) {
            if (closed) return false;
            closed = true;
        }
        boolean interrupted = false;
        while (sum(ENTRIES) % WRITE != 0) {
            LockSupport.parkNanos(this, WAIT_NANOS);
            interrupted |= Thread.interrupted(); // an interrupted thread would not park but spin
        }
        if (interrupted) Thread.currentThread().interrupt();
        return true;
    }

    /// Waits until everybody who was inside when this was called has left; the caller is inside as `mine`. For calls
    /// that are short: whoever comes later to the same stripe can make it wait longer.
    void awaitOthers(int mine) {
        for (int stripe = 0; stripe < cells.length; stripe += STRIDE) {
            long own = stripe == mine ? 1 : 0;
            while (inside(stripe) > own) Thread.onSpinWait();
        }
    }

    private long inside(int stripe) {
        return (long) CELL.getVolatile(cells, stripe + ENTRIES) % WRITE;
    }

    Counters counters() {
        return new Counters(sum(ENTRIES) / WRITE, bytes(), sum(LINES), sum(FENCES), sum(SYNCS));
    }

    long bytes() {
        return sum(BYTES);
    }

    private static int stripe() {
        return ((int) Thread.currentThread().threadId() & (STRIPES - 1)) * STRIDE;
    }

    private void add(int index, long value) {
        CELL.getAndAdd(cells, index, value);
    }

    private long sum(int field) {
        long sum = 0;
        for (int i = field; i < cells.length; i += STRIDE) sum += (long) CELL.getVolatile(cells, i);
        return sum;
    }
}

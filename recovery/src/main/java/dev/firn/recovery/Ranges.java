package dev.firn.recovery;

import java.util.concurrent.atomic.AtomicLong;

/// All objects below an end, done by several threads, each taking the next ones.
final class Ranges {
    /// Objects that one thread takes at a time.
    private static final long PIECE = 1 << 16;

    private final long end;
    private final Work work;
    private final AtomicLong next = new AtomicLong();
    private volatile boolean stopped;

    private Ranges(long end, Work work) {
        this.end = end;
        this.work = work;
    }

    /// Done for objects from `from` to before `to`, multiples of 64.
    interface Work {
        void run(long from, long to);
    }

    /// @param threads how many may be used
    /// @param end a multiple of 64
    static void run(int threads, long end, Work work) {
        var ranges = new Ranges(end, work);
        int useful = Math.clamp((end + PIECE - 1) / PIECE, 1, threads);
        Crew.run(useful, ranges::run, ranges::run, () -> ranges.stopped = true);
    }

    private Void run() {
        for (long from = next.getAndAdd(PIECE); from < end && !stopped; from = next.getAndAdd(PIECE)) {
            work.run(from, Math.min(from + PIECE, end));
        }
        return null;
    }
}

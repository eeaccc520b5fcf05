package dev.firn.recovery;

import dev.firn.log.CorruptLogException;
import dev.firn.log.Log;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what is wanted of each segment from a whole mapping, by several threads. Follows all chains, so it is the
/// first to see one that makes no sense.
final class LiveCount {
    /// Objects that one thread takes at a time.
    private static final long PIECE = 1 << 16;

    private final Log log;
    private final AtomicLong next = new AtomicLong();

    private LiveCount(Log log) {
        this.log = log;
    }

    /// @throws CorruptStoreException when a chain leads nowhere
    static void of(Log log, int threads) {
        try {
            var count = new LiveCount(log);
            Crew.run(threads, count::run, count::run, () -> count.next.set(Long.MAX_VALUE - PIECE * threads));
        } catch (CorruptLogException nonsense) {
            throw new CorruptStoreException(nonsense.getMessage(), nonsense);
        }
    }

    private Void run() {
        long end = log.mapping().capacity();
        for (long from = next.getAndAdd(PIECE); from < end; from = next.getAndAdd(PIECE)) {
            log.countLive(from, Math.min(from + PIECE, end));
        }
        return null;
    }
}

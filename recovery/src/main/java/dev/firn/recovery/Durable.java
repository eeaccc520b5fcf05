package dev.firn.recovery;

import dev.firn.log.Superblock;
import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;

/// Writes again what was accepted without being known durable: after a kill it may live in caches only, after a failed
/// synchronisation in pages that the system believes to be clean. The bytes do not change, so a crash here is harmless.
final class Durable {
    private static final int PIECE = 64 << 10;

    private Durable() {}

    /// Begins it; the caller drains. Returns the bytes written.
    static long rewrite(Region region, Superblock superblock, HeadChain chain) {
        long bytes = 0;
        for (int i = chain.kept().size() - 1; i >= 0; i--) {
            var scan = chain.kept().get(i);
            long known = HeadChain.knownDurable(superblock, scan);
            bytes += rewrite(region, superblock.base(scan.header().segment()), known, scan.end());
            if (known > 0) return bytes; // so everything before this segment is durable
        }
        return bytes;
    }

    private static long rewrite(Region region, long base, long from, long to) {
        var piece = MemorySegment.ofArray(new byte[Math.clamp(to - from, 0, PIECE)]);
        for (long at = from; at < to; at += PIECE) {
            long length = Math.min(PIECE, to - at);
            region.view().copyTo(base + at, piece, 0, length);
            region.write(base + at, piece, 0, length);
        }
        return Math.max(0, to - from);
    }
}

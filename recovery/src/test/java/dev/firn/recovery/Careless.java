package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Overlay;
import dev.firn.log.Superblock;
import dev.firn.log.SuperblockSlots;
import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;

/// What some mutants do in the place of [Region#write]: the store is right, its write-back is not. And in the place of
/// [SuperblockSlots#write] and others.
public final class Careless {
    private static final long LINE = 64;

    private static int superblocks;
    private static long applied;

    private Careless() {}

    /// Stores and begins no write-back.
    public static void unflushed(Region region, long at, MemorySegment source, long from, long length) {
        ((SimulatedRegion) region).store(at, source, from, length);
    }

    /// Writes back all but the line that the range ends in.
    public static void lastLineUnflushed(Region region, long at, MemorySegment source, long from, long length) {
        unflushed(region, at, source, from, length);
        long end = at + length - 1 & -LINE;
        if (end > at) region.flush(at, end - at);
    }

    /// Writes back all but the line that the range begins in.
    public static void firstLineUnflushed(Region region, long at, MemorySegment source, long from, long length) {
        unflushed(region, at, source, from, length);
        long begin = (at & -LINE) + LINE;
        if (begin < at + length) region.flush(begin, at + length - begin);
    }

    /// Writes back as many bytes as there are in whole lines.
    public static void roundedDown(Region region, long at, MemorySegment source, long from, long length) {
        unflushed(region, at, source, from, length);
        if (length >= LINE) region.flush(at, length & -LINE);
    }

    /// Writes back before it stores.
    public static void flushedBefore(Region region, long at, MemorySegment source, long from, long length) {
        region.flush(at, length);
        unflushed(region, at, source, from, length);
    }

    /// Writes back the whole region.
    public static void allFlushed(Region region, long at, MemorySegment source, long from, long length) {
        region.write(at, source, from, length);
        region.flush(0, region.size());
    }

    /// Waits for each store.
    public static void drained(Region region, long at, MemorySegment source, long from, long length) {
        region.write(at, source, from, length);
        region.drain();
    }

    /// Writes every second one only.
    public static void oneOfTwo(Region region, Superblock superblock) {
        if (superblocks++ % 2 == 0) SuperblockSlots.write(region, superblock);
    }

    /// In the place of [Overlay#apply]: each call counts for more than those before.
    public static void applyLast(Overlay overlay, long object, long commit, long move, long entry) {
        overlay.apply(object, ++applied, move, entry);
    }
}

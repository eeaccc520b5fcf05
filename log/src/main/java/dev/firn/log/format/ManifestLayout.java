package dev.firn.log.format;

import static dev.firn.log.format.Fields.U32;
import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// What follows the head of a manifest's block; then come `restarts` restart points, `named` segments, `runs` runs, the
/// newest first, and `segmentBlocks` addresses of blocks of segments, in order.
///
/// - `life` is the one it was written in. `stamp` and `nextObject` were never seen on the medium when it was begun.
/// - `live` is the sum of what segments have live.
/// - `segmentCount` is the number of segments there were: later ones the store has grown by since.
/// - `blockObjects` is the number of objects that a run's block is about.
public final class ManifestLayout {
    public static final StructLayout LAYOUT =
            structLayout(
                            U64.withName("life"),
                            U64.withName("stamp"),
                            U64.withName("nextObject"),
                            U64.withName("live"),
                            U32.withName("segmentCount"),
                            U32.withName("blockObjects"),
                            U32.withName("restarts"),
                            U32.withName("named"),
                            U32.withName("runs"),
                            U32.withName("segmentBlocks"))
                    .withName("manifest");

    /// `offset` is in units of 8 bytes from the start of the segment, `life` the one in force there.
    public static final StructLayout RESTART =
            structLayout(
                            U32.withName("head"),
                            U32.withName("segment"),
                            U32.withName("generation"),
                            U32.withName("offset"),
                            U64.withName("sequence"),
                            U64.withName("life"))
                    .withName("restart");

    /// A segment that may be opened next, and how often its place was opened before.
    public static final StructLayout NAMED =
            structLayout(U32.withName("segment"), U32.withName("generation")).withName("named");

    /// `root` is the address of its directory, `checkpoint` the number of the one it was written for.
    public static final StructLayout RUN =
            structLayout(U64.withName("root"), U64.withName("checkpoint"), U64.withName("pairs")).withName("run");

    public static final int BYTES = (int) LAYOUT.byteSize();
    public static final int RESTART_BYTES = (int) RESTART.byteSize();
    public static final int NAMED_BYTES = (int) NAMED.byteSize();
    public static final int RUN_BYTES = (int) RUN.byteSize();

    private static final long FIRST = BlockLayout.BYTES;
    private static final long COUNTS = offset(LAYOUT, "restarts");

    private ManifestLayout() {}

    /// The fixed part: life, stamp, next object, live bytes, segments, objects of a block, and four counts.
    public static long longField(MemorySegment block, int index) {
        return block.get(U64, FIRST + (long) index * Long.BYTES);
    }

    public static int segmentCount(MemorySegment block) {
        return block.get(U32, FIRST + offset(LAYOUT, "segmentCount"));
    }

    public static int blockObjects(MemorySegment block) {
        return block.get(U32, FIRST + offset(LAYOUT, "blockObjects"));
    }

    /// How many restarts, named segments, runs or blocks of segments there are, for 0 to 3.
    public static int count(MemorySegment block, int index) {
        return block.get(U32, FIRST + COUNTS + (long) index * Integer.BYTES);
    }

    public static void put(
            MemorySegment target,
            long life,
            long stamp,
            long nextObject,
            long live,
            int segmentCount,
            int blockObjects) {
        target.set(U64, FIRST, life);
        target.set(U64, FIRST + Long.BYTES, stamp);
        target.set(U64, FIRST + 2L * Long.BYTES, nextObject);
        target.set(U64, FIRST + 3L * Long.BYTES, live);
        target.set(U32, FIRST + offset(LAYOUT, "segmentCount"), segmentCount);
        target.set(U32, FIRST + offset(LAYOUT, "blockObjects"), blockObjects);
    }

    public static void putCount(MemorySegment target, int index, int count) {
        target.set(U32, FIRST + COUNTS + (long) index * Integer.BYTES, count);
    }

    public static int word(MemorySegment block, long at) {
        return block.get(U32, at);
    }

    public static long longWord(MemorySegment block, long at) {
        return block.get(U64, at);
    }

    public static void putWord(MemorySegment target, long at, int value) {
        target.set(U32, at, value);
    }

    public static void putLongWord(MemorySegment target, long at, long value) {
        target.set(U64, at, value);
    }
}

package dev.firn.log.format;

import static dev.firn.log.format.Fields.U16;
import static dev.firn.log.format.Fields.U32;
import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// What a checkpoint says of a segment: how often its place was opened, whether it is used, by which append head and as
/// which of its segments, the first stamp of its head, and how many bytes in it are live.
public final class SegmentStateLayout {
    public static final StructLayout LAYOUT =
            structLayout(
                            U32.withName("generation"),
                            U32.withName("live"),
                            U16.withName("head"),
                            U16.withName("flags"),
                            U32.withName("reserved"),
                            U64.withName("sequence"),
                            U64.withName("firstStamp"))
                    .withName("segment state");

    public static final int BYTES = (int) LAYOUT.byteSize();

    /// Bits of `flags`.
    private static final int USED = 1;

    private static final int PARTS = 2;

    private static final long GENERATION = offset(LAYOUT, "generation");
    private static final long LIVE = offset(LAYOUT, "live");
    private static final long HEAD = offset(LAYOUT, "head");
    private static final long FLAGS = offset(LAYOUT, "flags");
    private static final long RESERVED = offset(LAYOUT, "reserved");
    private static final long SEQUENCE = offset(LAYOUT, "sequence");
    private static final long FIRST_STAMP = offset(LAYOUT, "firstStamp");

    private SegmentStateLayout() {}

    public static int generation(MemorySegment block, int line) {
        return block.get(U32, at(line) + GENERATION);
    }

    public static int live(MemorySegment block, int line) {
        return block.get(U32, at(line) + LIVE);
    }

    public static int head(MemorySegment block, int line) {
        return Short.toUnsignedInt(block.get(U16, at(line) + HEAD));
    }

    public static boolean isFree(MemorySegment block, int line) {
        return (block.get(U16, at(line) + FLAGS) & USED) == 0;
    }

    public static boolean hasParts(MemorySegment block, int line) {
        return (block.get(U16, at(line) + FLAGS) & PARTS) != 0;
    }

    public static long sequence(MemorySegment block, int line) {
        return block.get(U64, at(line) + SEQUENCE);
    }

    public static long firstStamp(MemorySegment block, int line) {
        return block.get(U64, at(line) + FIRST_STAMP);
    }

    public static void put(
            MemorySegment target,
            long at,
            int generation,
            boolean used,
            boolean hasParts,
            int live,
            int head,
            long sequence,
            long firstStamp) {
        target.set(U32, at + GENERATION, generation);
        target.set(U32, at + LIVE, live);
        target.set(U16, at + HEAD, (short) head);
        target.set(U16, at + FLAGS, (short) ((used ? USED : 0) | (hasParts ? PARTS : 0)));
        target.set(U32, at + RESERVED, 0);
        target.set(U64, at + SEQUENCE, sequence);
        target.set(U64, at + FIRST_STAMP, firstStamp);
    }

    private static long at(int line) {
        return BlockLayout.BYTES + (long) line * BYTES;
    }
}

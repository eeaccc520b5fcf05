package dev.firn.log.format;

import static dev.firn.log.format.Fields.U32;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// What a checkpoint says of a segment: how often its place was opened, whether it is free (0) or in use (1), and how
/// many bytes in it are live.
public final class SegmentStateLayout {
    public static final StructLayout LAYOUT =
            structLayout(
                            U32.withName("generation"),
                            U32.withName("use"),
                            U32.withName("live"),
                            U32.withName("reserved"))
                    .withName("segment state");

    public static final int BYTES = (int) LAYOUT.byteSize();
    public static final int FREE = 0;
    public static final int USED = 1;

    private static final long GENERATION = offset(LAYOUT, "generation");
    private static final long USE = offset(LAYOUT, "use");
    private static final long LIVE = offset(LAYOUT, "live");

    private SegmentStateLayout() {}

    public static int generation(MemorySegment block, int line) {
        return block.get(U32, at(line) + GENERATION);
    }

    public static int use(MemorySegment block, int line) {
        return block.get(U32, at(line) + USE);
    }

    public static int live(MemorySegment block, int line) {
        return block.get(U32, at(line) + LIVE);
    }

    public static void put(MemorySegment target, long at, int generation, int use, int live) {
        target.set(U32, at + GENERATION, generation);
        target.set(U32, at + USE, use);
        target.set(U32, at + LIVE, live);
        target.set(U32, at + LIVE + Integer.BYTES, 0);
    }

    private static long at(int line) {
        return BlockLayout.BYTES + (long) line * BYTES;
    }
}

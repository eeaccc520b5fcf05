package dev.firn.log.format;

import static dev.firn.log.format.Fields.U16;
import static dev.firn.log.format.Fields.U32;
import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// The head of a block of a checkpoint, the content of a `CHECKPOINT` record. It has a checksum of its own, since a
/// block is read long after its frame was checked, or without it.
///
/// - `crc32c` covers the store's id and then the block with this field as zero.
/// - `checkpoint` is the number of the checkpoint that it was written for.
/// - `width` is, in a block of pairs, how many bytes of an address each has.
/// - `index` is the block's number, in a block of pairs the first object in units of the run's block size.
public final class BlockLayout {
    public static final StructLayout LAYOUT =
            structLayout(
                            U32.withName("crc32c"),
                            U16.withName("kind"),
                            U16.withName("width"),
                            U64.withName("checkpoint"),
                            U32.withName("index"),
                            U32.withName("count"))
                    .withName("block");

    public static final int BYTES = (int) LAYOUT.byteSize();

    private static final long CRC = offset(LAYOUT, "crc32c");
    private static final long KIND = offset(LAYOUT, "kind");
    private static final long WIDTH = offset(LAYOUT, "width");
    private static final long CHECKPOINT = offset(LAYOUT, "checkpoint");
    private static final long INDEX = offset(LAYOUT, "index");
    private static final long COUNT = offset(LAYOUT, "count");

    private BlockLayout() {}

    public static int crc(MemorySegment block) {
        return block.get(U32, CRC);
    }

    public static int kindCode(MemorySegment block) {
        return Short.toUnsignedInt(block.get(U16, KIND));
    }

    public static int width(MemorySegment block) {
        return Short.toUnsignedInt(block.get(U16, WIDTH));
    }

    public static long checkpoint(MemorySegment block) {
        return block.get(U64, CHECKPOINT);
    }

    public static int index(MemorySegment block) {
        return block.get(U32, INDEX);
    }

    public static int count(MemorySegment block) {
        return block.get(U32, COUNT);
    }

    /// Everything but the checksum, which is left zero.
    public static void put(
            MemorySegment target, long at, BlockKind kind, int width, long number, int index, int count) {
        target.set(U32, at + CRC, 0);
        target.set(U16, at + KIND, (short) kind.code());
        target.set(U16, at + WIDTH, (short) width);
        target.set(U64, at + CHECKPOINT, number);
        target.set(U32, at + INDEX, index);
        target.set(U32, at + COUNT, count);
    }

    public static void putCrc(MemorySegment target, long at, int crc) {
        target.set(U32, at + CRC, crc);
    }
}

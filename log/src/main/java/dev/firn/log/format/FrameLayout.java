package dev.firn.log.format;

import static dev.firn.log.format.Fields.U16;
import static dev.firn.log.format.Fields.U32;
import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// The head of a frame, the unit of atomicity. Records follow it, each aligned to 8 bytes.
///
/// - `crc32c` covers the [prefix][PrefixLayout], then the frame with this field as zero. A `PAD` frame's covers only
///   its head, since what follows is not ours.
/// - `length` is that of the whole frame in bytes, a multiple of 8.
/// - `stamp` holds, from the low end, the commit stamp (48 bits), the [kind][FrameKind] (8), a bit that says that this
///   is the last part of its batch, and the low 7 bits of the life it was written in: a hint for the search behind
///   damage, the life itself is in the checksum.
/// - `stable` is the position in its segment, in units of 8 bytes, below which everything of its head was known durable
///   when the frame was written; 0 means that not even the segments before this one were.
public final class FrameLayout {
    public static final StructLayout LAYOUT =
            structLayout(
                            U32.withName("crc32c"),
                            U32.withName("length"),
                            U64.withName("stamp"),
                            U32.withName("stable"),
                            U16.withName("count"),
                            U16.withName("part"))
                    .withName("frame");

    public static final int BYTES = (int) LAYOUT.byteSize();

    /// Frames and records begin at multiples of this.
    public static final int ALIGNMENT = 8;

    /// Records that one frame can count.
    public static final int MAX_RECORDS = 0xffff;

    /// Parts that one batch can have.
    public static final int MAX_PARTS = 0x10000;

    public static final long MAX_STAMP = (1L << 48) - 1;

    /// Lives that are equal modulo this have the same hint.
    public static final int LIFE_HINTS = 128;

    private static final int LAST_PART = 1;

    private static final long CRC = offset(LAYOUT, "crc32c");
    private static final long LENGTH = offset(LAYOUT, "length");
    private static final long STAMP = offset(LAYOUT, "stamp");
    private static final long STABLE = offset(LAYOUT, "stable");
    private static final long COUNT = offset(LAYOUT, "count");
    private static final long PART = offset(LAYOUT, "part");

    private FrameLayout() {}

    public static int align(int bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    public static int length(View view, long frame) {
        return view.getInt(frame + LENGTH);
    }

    public static long stamp(View view, long frame) {
        return view.getLong(frame + STAMP) & MAX_STAMP;
    }

    public static int kindCode(View view, long frame) {
        return (int) (view.getLong(frame + STAMP) >>> 48) & 0xff;
    }

    public static boolean isLastPart(View view, long frame) {
        return (view.getLong(frame + STAMP) >>> 56 & LAST_PART) != 0;
    }

    /// The life it was written in, modulo [#LIFE_HINTS].
    public static int lifeHint(View view, long frame) {
        return (int) (view.getLong(frame + STAMP) >>> 57);
    }

    /// In bytes.
    public static long stable(View view, long frame) {
        return Integer.toUnsignedLong(view.getInt(frame + STABLE)) * ALIGNMENT;
    }

    public static int count(View view, long frame) {
        return Short.toUnsignedInt(view.getShort(frame + COUNT));
    }

    public static int part(View view, long frame) {
        return Short.toUnsignedInt(view.getShort(frame + PART));
    }

    public static int crc(View view, long frame) {
        return view.getInt(frame + CRC);
    }

    /// Everything but the checksum, which is left zero.
    public static void put(
            MemorySegment target,
            long at,
            int length,
            long stamp,
            FrameKind kind,
            boolean lastPart,
            long life,
            long stableBytes,
            int count,
            int part) {
        if (part >= MAX_PARTS) throw new IllegalArgumentException("part " + part + " of a batch");
        if (count > MAX_RECORDS) throw new IllegalArgumentException(count + " records in one frame");
        target.set(U32, at + CRC, 0);
        target.set(U32, at + LENGTH, length);
        long flags = (lastPart ? LAST_PART : 0) | life % LIFE_HINTS << 1;
        target.set(U64, at + STAMP, stamp | (long) kind.code() << 48 | flags << 56);
        target.set(U32, at + STABLE, (int) (stableBytes / ALIGNMENT));
        target.set(U16, at + COUNT, (short) count);
        target.set(U16, at + PART, (short) part);
    }

    public static void putCrc(MemorySegment target, long at, int crc) {
        target.set(U32, at + CRC, crc);
    }
}

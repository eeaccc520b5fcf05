package dev.firn.log.format;

import static dev.firn.log.format.Fields.U32;
import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// The last bytes of a sealed segment that has a digest: a list of what its frames hold, which lies before them, in the
/// pad. A segment without one is read frame by frame.
///
/// - `crc32c` covers the [prefix][PrefixLayout] of the list's first byte under the life of the segment's header, then
///   the list, then these bytes with this field as zero.
/// - `length` is that of the list in bytes, `frames` and `records` are what it lists.
/// - `end` is where the frames end, in bytes from the start of the segment: there the pad begins.
/// - `stable` is the largest that a frame has, in units of 8 bytes; `life` the one in force at the end, `lastStamp` the
///   largest of a frame, `trimmed` the largest bound of a `TRIM` record, 0 if there is none.
public final class DigestLayout {
    public static final StructLayout LAYOUT =
            structLayout(
                            U64.withName("magic"),
                            U32.withName("crc32c"),
                            U32.withName("length"),
                            U32.withName("end"),
                            U32.withName("frames"),
                            U32.withName("records"),
                            U32.withName("stable"),
                            U64.withName("life"),
                            U64.withName("lastStamp"),
                            U64.withName("trimmed"))
                    .withName("digest");

    public static final int BYTES = (int) LAYOUT.byteSize();

    /// "FIRNDGST", read as bytes.
    public static final long MAGIC = 0x5453_4744_4e52_4946L;

    private static final long MAGIC_AT = offset(LAYOUT, "magic");
    private static final long CRC = offset(LAYOUT, "crc32c");
    private static final long LENGTH = offset(LAYOUT, "length");
    private static final long END = offset(LAYOUT, "end");
    private static final long FRAMES = offset(LAYOUT, "frames");
    private static final long RECORDS = offset(LAYOUT, "records");
    private static final long STABLE = offset(LAYOUT, "stable");
    private static final long LIFE = offset(LAYOUT, "life");
    private static final long LAST_STAMP = offset(LAYOUT, "lastStamp");
    private static final long TRIMMED = offset(LAYOUT, "trimmed");

    private DigestLayout() {}

    public static boolean hasMagic(View view, long digest) {
        return view.getLong(digest + MAGIC_AT) == MAGIC;
    }

    public static int crc(View view, long digest) {
        return view.getInt(digest + CRC);
    }

    public static int length(View view, long digest) {
        return view.getInt(digest + LENGTH);
    }

    public static int end(View view, long digest) {
        return view.getInt(digest + END);
    }

    public static int frames(View view, long digest) {
        return view.getInt(digest + FRAMES);
    }

    public static int records(View view, long digest) {
        return view.getInt(digest + RECORDS);
    }

    /// In bytes.
    public static long stable(View view, long digest) {
        return Integer.toUnsignedLong(view.getInt(digest + STABLE)) * FrameLayout.ALIGNMENT;
    }

    public static long life(View view, long digest) {
        return view.getLong(digest + LIFE);
    }

    public static long lastStamp(View view, long digest) {
        return view.getLong(digest + LAST_STAMP);
    }

    public static long trimmed(View view, long digest) {
        return view.getLong(digest + TRIMMED);
    }

    /// Everything but the checksum, which is left zero.
    public static void put(
            MemorySegment target,
            long at,
            int length,
            int end,
            int frames,
            int records,
            long stableBytes,
            long life,
            long lastStamp,
            long trimmed) {
        target.set(U64, at + MAGIC_AT, MAGIC);
        target.set(U32, at + CRC, 0);
        target.set(U32, at + LENGTH, length);
        target.set(U32, at + END, end);
        target.set(U32, at + FRAMES, frames);
        target.set(U32, at + RECORDS, records);
        target.set(U32, at + STABLE, (int) (stableBytes / FrameLayout.ALIGNMENT));
        target.set(U64, at + LIFE, life);
        target.set(U64, at + LAST_STAMP, lastStamp);
        target.set(U64, at + TRIMMED, trimmed);
    }

    public static void putCrc(MemorySegment target, long at, int crc) {
        target.set(U32, at + CRC, crc);
    }
}

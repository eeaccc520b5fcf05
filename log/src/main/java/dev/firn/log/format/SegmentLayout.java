package dev.firn.log.format;

import static dev.firn.log.format.Fields.U16;
import static dev.firn.log.format.Fields.U32;
import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.util.UUID;

/// The head of a segment, one cache line, written once each time the segment is opened; a second copy follows it, so
/// that the loss of one does not lose the segment. Then come the frames.
///
/// - `head` is the append head (stripe) that opened it, `sequence` its number among that head's segments, from 0.
/// - `generation` counts the openings of this place, `life` is the store's life when it was opened.
public final class SegmentLayout {
    public static final StructLayout LAYOUT =
            structLayout(
                            U64.withName("magic"),
                            U32.withName("crc32c"),
                            U32.withName("segment"),
                            U64.withName("storeIdHigh"),
                            U64.withName("storeIdLow"),
                            U32.withName("generation"),
                            U16.withName("head"),
                            U16.withName("reserved"),
                            U64.withName("life"),
                            U64.withName("sequence"),
                            U64.withName("firstStamp"))
                    .withName("segment");

    public static final int BYTES = (int) LAYOUT.byteSize();

    public static final int COPIES = 2;

    /// Where frames begin.
    public static final int FRAMES = COPIES * BYTES;

    /// "FIRNSEGM", read as bytes.
    public static final long MAGIC = 0x4d47_4553_4e52_4946L;

    private static final long MAGIC_AT = offset(LAYOUT, "magic");
    private static final long CRC = offset(LAYOUT, "crc32c");
    private static final long SEGMENT = offset(LAYOUT, "segment");
    private static final long STORE_ID_HIGH = offset(LAYOUT, "storeIdHigh");
    private static final long STORE_ID_LOW = offset(LAYOUT, "storeIdLow");
    private static final long GENERATION = offset(LAYOUT, "generation");
    private static final long HEAD = offset(LAYOUT, "head");
    private static final long LIFE = offset(LAYOUT, "life");
    private static final long SEQUENCE = offset(LAYOUT, "sequence");
    private static final long FIRST_STAMP = offset(LAYOUT, "firstStamp");

    private SegmentLayout() {}

    public static boolean hasMagic(View view, long segment) {
        return view.getLong(segment + MAGIC_AT) == MAGIC;
    }

    public static int crc(View view, long segment) {
        return view.getInt(segment + CRC);
    }

    public static int id(View view, long segment) {
        return view.getInt(segment + SEGMENT);
    }

    public static UUID store(View view, long segment) {
        return new UUID(view.getLong(segment + STORE_ID_HIGH), view.getLong(segment + STORE_ID_LOW));
    }

    public static int generation(View view, long segment) {
        return view.getInt(segment + GENERATION);
    }

    public static int head(View view, long segment) {
        return Short.toUnsignedInt(view.getShort(segment + HEAD));
    }

    public static long life(View view, long segment) {
        return view.getLong(segment + LIFE);
    }

    public static long sequence(View view, long segment) {
        return view.getLong(segment + SEQUENCE);
    }

    public static long firstStamp(View view, long segment) {
        return view.getLong(segment + FIRST_STAMP);
    }

    /// Everything but the checksum, which is left zero.
    public static void put(
            MemorySegment target,
            int segment,
            UUID store,
            int generation,
            int head,
            long life,
            long sequence,
            long firstStamp) {
        target.set(U64, MAGIC_AT, MAGIC);
        target.set(U32, CRC, 0);
        target.set(U32, SEGMENT, segment);
        target.set(U64, STORE_ID_HIGH, store.getMostSignificantBits());
        target.set(U64, STORE_ID_LOW, store.getLeastSignificantBits());
        target.set(U32, GENERATION, generation);
        target.set(U16, HEAD, (short) head);
        target.set(U64, LIFE, life);
        target.set(U64, SEQUENCE, sequence);
        target.set(U64, FIRST_STAMP, firstStamp);
    }

    public static void putCrc(MemorySegment target, int crc) {
        target.set(U32, CRC, crc);
    }

    /// Where the checksum lies, so that a copy can be checked with the field as zero.
    public static long crcOffset() {
        return CRC;
    }
}

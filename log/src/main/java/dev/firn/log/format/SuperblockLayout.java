package dev.firn.log.format;

import static dev.firn.log.format.Fields.U16;
import static dev.firn.log.format.Fields.U32;
import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// The superblock: two slots, A and B, a page apart, so that the loss of one leaves the other. Slot `sequence & 1`
/// holds a superblock; the valid one with the larger sequence counts.
///
/// `ends` has, for a store that was closed, the segment and the end (in units of 8 bytes) of each append head, so that
/// bytes missing below it are known to be damage.
///
/// Format 1.0 ends behind the first 21 entries of `ends`, of which it uses 16. `crc32c` covers those bytes, so that a
/// reader of 1.0 sees what `incompatible` says; `crc32cAll` covers everything before it, from format 1.1 on.
public final class SuperblockLayout {
    public static final int MAX_HEADS = 32;

    private static final StructLayout END = structLayout(U32.withName("segment"), U32.withName("end")).withName("end");

    public static final StructLayout LAYOUT =
            structLayout(
                            U64.withName("magic"),
                            U16.withName("major"),
                            U16.withName("minor"),
                            U32.withName("crc32c"),
                            U64.withName("storeIdHigh"),
                            U64.withName("storeIdLow"),
                            U64.withName("sequence"),
                            U64.withName("life"),
                            U32.withName("segmentBytes"),
                            U32.withName("segmentCount"),
                            U32.withName("incompatible"),
                            U32.withName("readOnlyCompatible"),
                            U64.withName("checkpoint"),
                            U32.withName("state"),
                            U32.withName("headCount"),
                            sequenceLayout(MAX_HEADS, END).withName("ends"),
                            U64.withName("checkpointCopy"),
                            U64.withName("checkpointLife"),
                            sequenceLayout(4, U64).withName("reserved"),
                            U32.withName("crc32cAll"),
                            U32.withName("reserved2"))
                    .withName("superblock");

    public static final int BYTES = (int) LAYOUT.byteSize();

    /// What format 1.0 has of it, and the first checksum covers.
    public static final int FIRST_BYTES = 248;

    /// Ends that format 1.0 has room for.
    public static final int FIRST_HEADS = 16;

    /// Distance between the slots.
    public static final int SLOT_BYTES = 4096;

    public static final int SLOTS = 2;

    /// "FIRNSTOR", read as bytes.
    public static final long MAGIC = 0x524f_5453_4e52_4946L;

    public static final int MAJOR = 1;
    public static final int MINOR = 1;

    public static final int STATE_OPEN = 1;
    public static final int STATE_CLOSED = 2;

    private static final long MAGIC_AT = offset(LAYOUT, "magic");
    private static final long MAJOR_AT = offset(LAYOUT, "major");
    private static final long MINOR_AT = offset(LAYOUT, "minor");
    private static final long CRC = offset(LAYOUT, "crc32c");
    private static final long STORE_ID_HIGH = offset(LAYOUT, "storeIdHigh");
    private static final long STORE_ID_LOW = offset(LAYOUT, "storeIdLow");
    private static final long SEQUENCE = offset(LAYOUT, "sequence");
    private static final long LIFE = offset(LAYOUT, "life");
    private static final long SEGMENT_BYTES = offset(LAYOUT, "segmentBytes");
    private static final long SEGMENT_COUNT = offset(LAYOUT, "segmentCount");
    private static final long INCOMPATIBLE = offset(LAYOUT, "incompatible");
    private static final long READ_ONLY_COMPATIBLE = offset(LAYOUT, "readOnlyCompatible");
    private static final long CHECKPOINT_AT = offset(LAYOUT, "checkpoint");
    private static final long STATE = offset(LAYOUT, "state");
    private static final long HEAD_COUNT = offset(LAYOUT, "headCount");
    private static final long ENDS = offset(LAYOUT, "ends");
    private static final long CHECKPOINT_COPY = offset(LAYOUT, "checkpointCopy");
    private static final long CHECKPOINT_LIFE = offset(LAYOUT, "checkpointLife");
    private static final long CRC_ALL = offset(LAYOUT, "crc32cAll");
    private static final long END_SEGMENT = offset(END, "segment");
    private static final long END_END = offset(END, "end");

    private SuperblockLayout() {}

    /// Where a slot begins.
    public static long slot(int index) {
        return (long) index * SLOT_BYTES;
    }

    /// Where the first segment begins: aligned to the segment size, behind the slots.
    public static long dataStart(int segmentBytes) {
        return Math.max(SLOTS * SLOT_BYTES, segmentBytes);
    }

    public static boolean hasMagic(View view, long slot) {
        return view.getLong(slot + MAGIC_AT) == MAGIC;
    }

    public static int major(View view, long slot) {
        return Short.toUnsignedInt(view.getShort(slot + MAJOR_AT));
    }

    public static int minor(View view, long slot) {
        return Short.toUnsignedInt(view.getShort(slot + MINOR_AT));
    }

    public static int crc(View view, long slot) {
        return view.getInt(slot + CRC);
    }

    public static long storeIdHigh(View view, long slot) {
        return view.getLong(slot + STORE_ID_HIGH);
    }

    public static long storeIdLow(View view, long slot) {
        return view.getLong(slot + STORE_ID_LOW);
    }

    public static long sequence(View view, long slot) {
        return view.getLong(slot + SEQUENCE);
    }

    public static long life(View view, long slot) {
        return view.getLong(slot + LIFE);
    }

    public static int segmentBytes(View view, long slot) {
        return view.getInt(slot + SEGMENT_BYTES);
    }

    public static int segmentCount(View view, long slot) {
        return view.getInt(slot + SEGMENT_COUNT);
    }

    public static int incompatible(View view, long slot) {
        return view.getInt(slot + INCOMPATIBLE);
    }

    public static int readOnlyCompatible(View view, long slot) {
        return view.getInt(slot + READ_ONLY_COMPATIBLE);
    }

    public static long checkpoint(View view, long slot) {
        return view.getLong(slot + CHECKPOINT_AT);
    }

    public static long checkpointCopy(View view, long slot) {
        return view.getLong(slot + CHECKPOINT_COPY);
    }

    public static long checkpointLife(View view, long slot) {
        return view.getLong(slot + CHECKPOINT_LIFE);
    }

    public static int crcAll(View view, long slot) {
        return view.getInt(slot + CRC_ALL);
    }

    public static int state(View view, long slot) {
        return view.getInt(slot + STATE);
    }

    public static int headCount(View view, long slot) {
        return view.getInt(slot + HEAD_COUNT);
    }

    public static int endSegment(View view, long slot, int head) {
        return view.getInt(slot + ENDS + head * END.byteSize() + END_SEGMENT);
    }

    /// In bytes from the start of its segment.
    public static long end(View view, long slot, int head) {
        return Integer.toUnsignedLong(view.getInt(slot + ENDS + head * END.byteSize() + END_END))
                * FrameLayout.ALIGNMENT;
    }

    public static void putIdentity(MemorySegment target, long storeIdHigh, long storeIdLow, long sequence, long life) {
        target.set(U64, MAGIC_AT, MAGIC);
        target.set(U16, MAJOR_AT, (short) MAJOR);
        target.set(U16, MINOR_AT, (short) MINOR);
        target.set(U64, STORE_ID_HIGH, storeIdHigh);
        target.set(U64, STORE_ID_LOW, storeIdLow);
        target.set(U64, SEQUENCE, sequence);
        target.set(U64, LIFE, life);
    }

    public static void putGeometry(MemorySegment target, int segmentBytes, int segmentCount) {
        target.set(U32, SEGMENT_BYTES, segmentBytes);
        target.set(U32, SEGMENT_COUNT, segmentCount);
    }

    /// The bits of features, see [Feature].
    public static void putFeatures(MemorySegment target, int incompatible, int readOnlyCompatible) {
        target.set(U32, INCOMPATIBLE, incompatible);
        target.set(U32, READ_ONLY_COMPATIBLE, readOnlyCompatible);
    }

    public static void putCheckpoint(MemorySegment target, long address, long copy, long life) {
        target.set(U64, CHECKPOINT_AT, address);
        target.set(U64, CHECKPOINT_COPY, copy);
        target.set(U64, CHECKPOINT_LIFE, life);
    }

    public static void putState(MemorySegment target, int state, int headCount) {
        target.set(U32, STATE, state);
        target.set(U32, HEAD_COUNT, headCount);
    }

    public static void putEnd(MemorySegment target, int head, int segment, long endBytes) {
        target.set(U32, ENDS + head * END.byteSize() + END_SEGMENT, segment);
        target.set(U32, ENDS + head * END.byteSize() + END_END, (int) (endBytes / FrameLayout.ALIGNMENT));
    }

    public static void putCrc(MemorySegment target, int crc) {
        target.set(U32, CRC, crc);
    }

    public static void putCrcAll(MemorySegment target, int crc) {
        target.set(U32, CRC_ALL, crc);
    }

    /// What the second checksum covers: all before it.
    public static int crcAllOffset() {
        return (int) CRC_ALL;
    }
}

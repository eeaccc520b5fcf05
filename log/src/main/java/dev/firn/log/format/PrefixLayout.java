package dev.firn.log.format;

import static dev.firn.log.format.Fields.U32;
import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.util.UUID;

/// What a frame's checksum covers before the frame itself. It is never stored: it says where and when the frame must
/// have been written, so bytes of another store, segment, generation, life or place never validate.
public final class PrefixLayout {
    public static final StructLayout LAYOUT =
            structLayout(
                            U64.withName("storeIdHigh"),
                            U64.withName("storeIdLow"),
                            U64.withName("life"),
                            U32.withName("segment"),
                            U32.withName("generation"),
                            U64.withName("offset"))
                    .withName("prefix");

    public static final int BYTES = (int) LAYOUT.byteSize();

    private static final long STORE_ID_HIGH = offset(LAYOUT, "storeIdHigh");
    private static final long STORE_ID_LOW = offset(LAYOUT, "storeIdLow");
    private static final long LIFE = offset(LAYOUT, "life");
    private static final long SEGMENT = offset(LAYOUT, "segment");
    private static final long GENERATION = offset(LAYOUT, "generation");
    private static final long OFFSET = offset(LAYOUT, "offset");

    private PrefixLayout() {}

    /// Writes it to byte `at` of `target`.
    public static void put(
            MemorySegment target, UUID store, long life, int segment, int generation, long offsetInSegment, long at) {
        target.set(U64, at + STORE_ID_HIGH, store.getMostSignificantBits());
        target.set(U64, at + STORE_ID_LOW, store.getLeastSignificantBits());
        target.set(U64, at + LIFE, life);
        target.set(U32, at + SEGMENT, segment);
        target.set(U32, at + GENERATION, generation);
        target.set(U64, at + OFFSET, offsetInSegment);
    }
}

package dev.firn.log.format;

import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// The content of a `LARGE` record: the length in bytes, then the object ids of the chunks, 8 bytes each, in order.
public final class LargeLayout {
    public static final StructLayout LAYOUT =
            structLayout(U64.withName("length"), U64.withName("firstChunk")).withName("large");

    private static final long LENGTH = offset(LAYOUT, "length");
    private static final long CHUNKS = offset(LAYOUT, "firstChunk");

    private LargeLayout() {}

    public static int bytes(int chunks) {
        return (int) CHUNKS + chunks * Long.BYTES;
    }

    public static int chunks(int contentBytes) {
        return (contentBytes - (int) CHUNKS) / Long.BYTES;
    }

    public static long length(View view, long content) {
        return view.getLong(content + LENGTH);
    }

    public static long chunk(View view, long content, int index) {
        return view.getLong(content + CHUNKS + (long) index * Long.BYTES);
    }

    public static void putLength(MemorySegment target, long length) {
        target.set(U64, LENGTH, length);
    }

    public static void putChunk(MemorySegment target, int index, long object) {
        target.set(U64, CHUNKS + (long) index * Long.BYTES, object);
    }
}

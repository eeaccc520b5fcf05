package dev.firn.log.format;

import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// The head of a record: one word, from the low end the object id (36 bits), the content's length in bytes (24) and the
/// [kind][RecordKind] (4). A `DELTA` has a second word, the mapping entry of the version it changes; a moved record has
/// one, too, the commit stamp of what was moved. The content follows.
public final class RecordLayout {
    public static final StructLayout LAYOUT = structLayout(U64.withName("word")).withName("record");

    public static final StructLayout DELTA_LAYOUT =
            structLayout(U64.withName("word"), U64.withName("previous")).withName("delta");

    public static final StructLayout MOVED_LAYOUT =
            structLayout(U64.withName("word"), U64.withName("stamp")).withName("moved");

    public static final int BYTES = (int) LAYOUT.byteSize();
    public static final int DELTA_BYTES = (int) DELTA_LAYOUT.byteSize();
    public static final int MOVED_BYTES = (int) MOVED_LAYOUT.byteSize();

    public static final long MAX_OBJECT = (1L << 36) - 1;
    public static final int MAX_LENGTH = (1 << 24) - 1;

    private static final long WORD = offset(DELTA_LAYOUT, "word");
    private static final long PREVIOUS = offset(DELTA_LAYOUT, "previous");
    private static final long STAMP = offset(MOVED_LAYOUT, "stamp");

    private RecordLayout() {}

    public static long object(View view, long record) {
        return view.getLong(record + WORD) & MAX_OBJECT;
    }

    public static int length(View view, long record) {
        return (int) (view.getLong(record + WORD) >>> 36) & MAX_LENGTH;
    }

    public static int kindCode(View view, long record) {
        return (int) (view.getLong(record + WORD) >>> 60);
    }

    /// Of a `DELTA`: the mapping entry of the version before.
    public static long previous(View view, long record) {
        return view.getLong(record + PREVIOUS);
    }

    /// Of a moved record: the commit stamp of what was moved.
    public static long stamp(View view, long record) {
        return view.getLong(record + STAMP);
    }

    /// The bytes of a record's head.
    public static int headBytes(RecordKind kind) {
        if (kind.isMoved()) return MOVED_BYTES;
        return kind == RecordKind.DELTA ? DELTA_BYTES : BYTES;
    }

    /// The bytes a record takes in a frame, padding included.
    public static int footprint(RecordKind kind, int length) {
        return headBytes(kind) + FrameLayout.align(length);
    }

    public static void put(MemorySegment target, long at, RecordKind kind, long object, int length) {
        target.set(U64, at + WORD, object | (long) length << 36 | (long) kind.code() << 60);
    }

    public static void putStamp(MemorySegment target, long at, long stamp) {
        target.set(U64, at + STAMP, stamp);
    }

    public static void putPrevious(MemorySegment target, long at, long entry) {
        target.set(U64, at + PREVIOUS, entry);
    }
}

package dev.firn.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// One word for each object or several in a row, 0 at first, in pieces that appear when they are asked for. Safe for use
/// by several threads.
final class WordTable {
    static final VarHandle WORD = ValueLayout.JAVA_LONG.withOrder(LITTLE_ENDIAN).varHandle();

    private static final VarHandle PIECE = MethodHandles.arrayElementVarHandle(MemorySegment[].class);

    private final LogMemory memory;
    private final int shift;
    private final long mask;
    private final int bytes;
    private volatile MemorySegment[] pieces = new MemorySegment[0];

    /// @param shift the logarithm of how many objects a piece has
    /// @param words of an object
    WordTable(LogMemory memory, int shift, int words) {
        this.memory = memory;
        this.shift = shift;
        this.mask = (1L << shift) - 1;
        this.bytes = words * Long.BYTES;
    }

    /// Where an object's words begin in its piece.
    long offset(long object) {
        return (object & mask) * bytes;
    }

    MemorySegment piece(long object) {
        var found = present(object);
        return found != null ? found : add(object);
    }

    /// The object's piece, or null.
    MemorySegment present(long object) {
        var present = pieces;
        long index = object >>> shift;
        return index < present.length ? (MemorySegment) PIECE.getAcquire(present, (int) index) : null;
    }

    /// All objects that have a piece are below.
    long end() {
        return (long) pieces.length << shift;
    }

    private synchronized MemorySegment add(long object) {
        int index = (int) (object >>> shift);
        if (index >= pieces.length) pieces = Arrays.copyOf(pieces, Math.max(index + 1, pieces.length * 2));
        var present = pieces;
        if (present[index] == null) PIECE.setRelease(present, index, memory.words((mask + 1) * bytes / Long.BYTES));
        return present[index];
    }
}

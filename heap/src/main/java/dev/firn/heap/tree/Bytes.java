package dev.firn.heap.tree;

import java.lang.foreign.MemorySegment;

/// A byte array that is filled from the medium, again and again. Not safe for use by several threads.
public final class Bytes {
    private static final int KEPT_BYTES = 1 << 20;

    private byte[] array = new byte[256];
    private MemorySegment segment = MemorySegment.ofArray(array);
    private int length;

    /// Makes it `newLength` bytes long; its content is then undefined.
    MemorySegment reserve(int newLength) {
        length = newLength;
        if (newLength > array.length || array.length > KEPT_BYTES && newLength <= KEPT_BYTES) {
            array = new byte[Math.max(newLength, Math.min(KEPT_BYTES, 2 * array.length))];
            segment = MemorySegment.ofArray(array);
        }
        return segment;
    }

    /// Becomes a copy of `source[0, count)`.
    public void set(byte[] source, int count) {
        reserve(count);
        System.arraycopy(source, 0, array, 0, count);
    }

    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }
}

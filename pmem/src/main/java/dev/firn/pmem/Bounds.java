package dev.firn.pmem;

import java.util.Objects;

/// What a caller may ask for. Checked before anything native is touched.
final class Bounds {
    private Bounds() {}

    static void check(long at, long length, long size) {
        Objects.checkFromIndexSize(at, length, size);
    }

    static void checkWord(long at, long size) {
        Objects.checkFromIndexSize(at, Long.BYTES, size);
        if (at % Long.BYTES == 0) return;
        throw new IllegalArgumentException("a word at 0x%x is not 8-byte aligned".formatted(at));
    }
}

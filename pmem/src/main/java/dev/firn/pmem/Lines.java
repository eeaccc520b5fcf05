package dev.firn.pmem;

/// Arithmetic of 64-byte cache lines.
final class Lines {
    static final int BYTES = 64;

    private Lines() {}

    /// How many lines `[at, at + length)` touches; none when it is empty.
    static long touched(long at, long length) {
        return length == 0 ? 0 : (at + length - 1) / BYTES - at / BYTES + 1;
    }
}

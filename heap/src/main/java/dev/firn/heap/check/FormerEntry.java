package dev.firn.heap.check;

/// How format 1.0 said where a version is: with its size in six bits, three sizes a doubling, rounded down. Changes
/// that were written then still name what they change in this way.
final class FormerEntry {
    private static final int CLASS_SHIFT = 45;
    private static final int LAST_CLASS = 63;
    private static final int TIER_SHIFT = 59;
    private static final int SCALE = 20;

    /// 2^(1/3) and 2^(2/3), scaled.
    private static final long[] THIRDS = {1_321_123, 1_664_511};

    private FormerEntry() {}

    /// The entry of a record of `bytes` bytes at `address`.
    static long of(long address, int bytes) {
        return address >>> 3 | (long) sizeClass(bytes) << CLASS_SHIFT | 1L << TIER_SHIFT;
    }

    private static int sizeClass(int bytes) {
        int units = Math.max(1, bytes >>> 3);
        int exponent = 31 - Integer.numberOfLeadingZeros(units);
        long scaled = ((long) units << SCALE) >>> exponent;
        int third = scaled >= THIRDS[1] ? 2 : scaled >= THIRDS[0] ? 1 : 0;
        return Math.min(LAST_CLASS, exponent * 3 + third);
    }
}

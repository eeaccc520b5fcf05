package dev.firn.log;

/// Sizes in six bits: three classes a doubling, from 8 bytes to 16 MiB, rounded down. Good to about a quarter, which is
/// enough to count garbage without reading the medium.
final class SizeClass {
    private static final int LAST = 63;
    private static final int SCALE = 20;

    /// 2^(0/3), 2^(1/3) and 2^(2/3), scaled.
    private static final long[] THIRDS = {1 << SCALE, 1_321_123, 1_664_511};

    private SizeClass() {}

    static int of(int bytes) {
        int units = Math.max(1, bytes >>> 3);
        int exponent = 31 - Integer.numberOfLeadingZeros(units);
        long scaled = ((long) units << SCALE) >>> exponent;
        int third = scaled >= THIRDS[2] ? 2 : scaled >= THIRDS[1] ? 1 : 0;
        return Math.min(LAST, exponent * 3 + third);
    }

    static int bytes(int sizeClass) {
        return (int) (THIRDS[sizeClass % 3] << sizeClass / 3 >>> SCALE) << 3;
    }
}

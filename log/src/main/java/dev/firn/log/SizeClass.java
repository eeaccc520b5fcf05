package dev.firn.log;

/// Sizes in six bits: powers of two with two bits of mantissa, rounded down. Good to a quarter, which is enough to count
/// garbage without reading the medium.
final class SizeClass {
    private SizeClass() {}

    static int of(int bytes) {
        int units = Math.max(1, bytes >>> 3);
        int exponent = 31 - Integer.numberOfLeadingZeros(units);
        int mantissa = exponent < 2 ? 0 : (units >>> exponent - 2) & 3;
        return Math.min(63, exponent << 2 | mantissa);
    }

    static int bytes(int sizeClass) {
        int exponent = sizeClass >>> 2;
        int mantissa = sizeClass & 3;
        int units = exponent < 2 ? 1 << exponent : (4 | mantissa) << exponent - 2;
        return units << 3;
    }
}

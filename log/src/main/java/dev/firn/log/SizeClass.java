package dev.firn.log;

/// Sizes in 14 bits, so that what an overwrite leaves behind is counted without reading it: exact up to 16 KiB, then
/// rounded down by a thousandth at most. A number of 10 bits and an exponent of 4, in units of 8 bytes.
public final class SizeClass {
    static final int BITS = 14;

    private static final int MANTISSA_BITS = 10;
    private static final int HIDDEN = 1 << MANTISSA_BITS;

    private SizeClass() {}

    /// `bytes` as an entry of a record of that length says it.
    public static int rounded(int bytes) {
        return bytes(of(bytes));
    }

    static int of(int bytes) {
        int units = bytes >>> 3;
        int above = Math.max(0, 31 - Integer.numberOfLeadingZeros(units | 1) - MANTISSA_BITS);
        int mantissa = units >>> above;
        return mantissa < HIDDEN ? mantissa : above + 1 << MANTISSA_BITS | mantissa - HIDDEN;
    }

    static int bytes(int sizeClass) {
        int exponent = sizeClass >>> MANTISSA_BITS;
        int mantissa = sizeClass & HIDDEN - 1;
        return (exponent == 0 ? mantissa : HIDDEN + mantissa << exponent - 1) << 3;
    }
}

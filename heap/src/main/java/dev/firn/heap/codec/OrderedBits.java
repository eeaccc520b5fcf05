package dev.firn.heap.codec;

/// Floating-point numbers as bit patterns whose unsigned order is that of `Float.compare` and `Double.compare`.
///
/// Positive numbers already sort by their bits and only have to come after the negative ones; negative numbers sort the
/// other way round, so all their bits are inverted.
public final class OrderedBits {
    private OrderedBits() {}

    /// The ordered bits of `value`; one pattern for all NaNs.
    public static int of(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ (bits >> 31 | Integer.MIN_VALUE);
    }

    /// The ordered bits of `value`; one pattern for all NaNs.
    public static long of(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    /// The number that has these ordered bits.
    public static float toFloat(int ordered) {
        return Float.intBitsToFloat(ordered ^ (~ordered >> 31 | Integer.MIN_VALUE));
    }

    /// The number that has these ordered bits.
    public static double toDouble(long ordered) {
        return Double.longBitsToDouble(ordered ^ (~ordered >> 63 | Long.MIN_VALUE));
    }
}

package dev.firn.heap;

import java.util.Arrays;

/// A range of keys, as bytes. A null bound is none.
record Range(byte[] low, boolean lowInclusive, byte[] high, boolean highInclusive) {
    static final Range ALL = new Range(null, true, null, true);

    boolean contains(byte[] key) {
        return !isTooLow(key) && !isTooHigh(key);
    }

    boolean isTooLow(byte[] key) {
        if (low == null) return false;
        int order = Arrays.compareUnsigned(key, low);
        return order < 0 || order == 0 && !lowInclusive;
    }

    boolean isTooHigh(byte[] key) {
        if (high == null) return false;
        int order = Arrays.compareUnsigned(key, high);
        return order > 0 || order == 0 && !highInclusive;
    }

    /// Whether `key` could be a bound of a part of this range: in it, or an excluded bound that is not included now.
    boolean allowsBound(byte[] key, boolean inclusive) {
        if (contains(key)) return true;
        boolean atLow = low != null && Arrays.equals(key, low);
        boolean atHigh = high != null && Arrays.equals(key, high);
        return !inclusive && (atLow || atHigh);
    }

    /// The part from `key` on.
    Range from(byte[] key, boolean inclusive) {
        if (low != null && (isTooLow(key) || Arrays.equals(key, low) && !lowInclusive)) return this;
        return new Range(key, inclusive, high, highInclusive);
    }

    /// The part up to `key`.
    Range to(byte[] key, boolean inclusive) {
        if (high != null && (isTooHigh(key) || Arrays.equals(key, high) && !highInclusive)) return this;
        return new Range(low, lowInclusive, key, inclusive);
    }
}

package dev.firn.log;

import java.util.Arrays;

/// The list of a digest while it is written: numbers of seven bits a byte, the lowest first, the top bit of each byte
/// saying that another one follows. Numbers that may be negative are differences, stored with the sign at the low end.
final class DigestBytes {
    private static final int LONGEST = 10;

    private byte[] bytes = new byte[4096];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    void number(long value) {
        if (length + LONGEST > bytes.length) bytes = Arrays.copyOf(bytes, bytes.length * 2);
        long rest = value;
        for (; (rest & -0x80) != 0; rest >>>= 7) bytes[length++] = (byte) (rest | 0x80);
        bytes[length++] = (byte) rest;
    }

    void difference(long value) {
        number(folded(value));
    }

    static long folded(long difference) {
        return difference << 1 ^ difference >> 63;
    }

    static long unfolded(long number) {
        return number >>> 1 ^ -(number & 1);
    }
}

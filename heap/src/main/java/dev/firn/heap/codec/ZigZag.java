package dev.firn.heap.codec;

import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;

/// Signed numbers that are mostly near zero, as variable-length ones: 0, -1, 1, -2 are 0, 1, 2, 3. Not in their order.
final class ZigZag {
    private ZigZag() {}

    static void put(int value, Encoder out) {
        out.putVarLong(Integer.toUnsignedLong(value << 1 ^ value >> 31));
    }

    static int get(Decoder in) {
        long found = in.getVarLong();
        if (found >>> Integer.SIZE != 0) {
            throw new ArithmeticException("a number of more than 32 bits");
        }
        return (int) found >>> 1 ^ -((int) found & 1);
    }
}

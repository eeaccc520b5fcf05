package dev.firn.faultinjection;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The aligned 8-byte words of an image, by index, and the hash that they add up to.
final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    private Words() {}

    static long get(byte[] bytes, int word) {
        return (long) LONG.get(bytes, word << 3);
    }

    static void set(byte[] bytes, int word, long value) {
        LONG.set(bytes, word << 3, value);
    }

    /// What a word adds (by exclusive or) to the hash of an image. Zero adds nothing, so that growing changes no hash.
    static long hash(int word, long value) {
        if (value == 0) return 0;
        long mixed = (value ^ word * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 29 ^ word) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 32;
    }

    static long hash(byte[] bytes) {
        long hash = 0;
        for (int word = 0; word < bytes.length / 8; word++) hash ^= hash(word, get(bytes, word));
        return hash;
    }
}

package dev.firn.heap.tree;

import dev.firn.pmem.View;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Comparison of keys as unsigned bytes, eight at a time.
final class Keys {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Keys() {}

    /// The key at `at` against `key[from, from + keyLength)`: negative, zero or positive.
    static int compare(View view, long at, int length, byte[] key, int from, int keyLength) {
        int common = Math.min(length, keyLength);
        int i = 0;
        for (; i + Long.BYTES <= common; i += Long.BYTES) {
            long left = Long.reverseBytes(view.getLong(at + i));
            long right = (long) LONG.get(key, from + i);
            if (left != right) return Long.compareUnsigned(left, right);
        }
        for (; i < common; i++) {
            int left = view.getByte(at + i) & 0xff;
            int right = key[from + i] & 0xff;
            if (left != right) return left - right;
        }
        return length - keyLength;
    }

    /// The key at `at` against the key at `other`.
    static int compare(View view, long at, int length, long other, int otherLength) {
        int common = Math.min(length, otherLength);
        int i = 0;
        for (; i + Long.BYTES <= common; i += Long.BYTES) {
            long left = view.getLong(at + i);
            long right = view.getLong(other + i);
            if (left != right) return Long.compareUnsigned(Long.reverseBytes(left), Long.reverseBytes(right));
        }
        for (; i < common; i++) {
            int left = view.getByte(at + i) & 0xff;
            int right = view.getByte(other + i) & 0xff;
            if (left != right) return left - right;
        }
        return length - otherLength;
    }

    /// Whether the keys are the same.
    static boolean same(View view, long at, int length, byte[] key, int from, int keyLength) {
        return length == keyLength && compare(view, at, length, key, from, keyLength) == 0;
    }
}

package dev.firn.heap.tree;

import dev.firn.pmem.View;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Comparison of keys as unsigned bytes, eight at a time.
final class Keys {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Keys() {}

    /// The key at `at` against `key[from, from + keyLength)`: negative, zero or positive.
    static int compare(View view, long at, int length, byte[] key, int from, int keyLength) {
        int common = Math.min(length, keyLength);
        if (common < Long.BYTES) {
            int order = compareFew(view, at, key, from, common);
            return order != 0 ? order : length - keyLength;
        }
        for (int i = 0; i < common; i += Long.BYTES) {
            // The last word overlaps the one before, which is the same on both sides.
            int start = Math.min(i, common - Long.BYTES);
            long left = Long.reverseBytes(view.getLong(at + start));
            long right = (long) LONG.get(key, from + start);
            if (left != right) return Long.compareUnsigned(left, right);
        }
        return length - keyLength;
    }

    private static int compareFew(View view, long at, byte[] key, int from, int common) {
        int done = common & Integer.BYTES;
        if (done != 0) {
            int left = Integer.reverseBytes(view.getInt(at));
            int right = (int) INT.get(key, from);
            if (left != right) return Integer.compareUnsigned(left, right);
        }
        for (; done < common; done++) {
            int order = (view.getByte(at + done) & 0xff) - (key[from + done] & 0xff);
            if (order != 0) return order;
        }
        return 0;
    }

    /// The key at `at` against the key at `other`.
    static int compare(View view, long at, int length, long other, int otherLength) {
        int common = Math.min(length, otherLength);
        if (common < Long.BYTES) {
            int order = compareFew(view, at, other, common);
            return order != 0 ? order : length - otherLength;
        }
        for (int i = 0; i < common; i += Long.BYTES) {
            int start = Math.min(i, common - Long.BYTES);
            long left = view.getLong(at + start);
            long right = view.getLong(other + start);
            if (left != right) return Long.compareUnsigned(Long.reverseBytes(left), Long.reverseBytes(right));
        }
        return length - otherLength;
    }

    private static int compareFew(View view, long at, long other, int common) {
        for (int i = 0; i < common; i++) {
            int order = (view.getByte(at + i) & 0xff) - (view.getByte(other + i) & 0xff);
            if (order != 0) return order;
        }
        return 0;
    }

    /// Whether the keys are the same.
    static boolean same(View view, long at, int length, byte[] key, int from, int keyLength) {
        return length == keyLength && compare(view, at, length, key, from, keyLength) == 0;
    }
}

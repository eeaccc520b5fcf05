package dev.firn.heap.codec;

import dev.firn.heap.CodecException;
import dev.firn.heap.Encoder;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Brings the entries of a set or map that were just written into the order of their bytes, so that equal sets have
/// equal bytes, whatever order they iterate in.
final class Parts {
    private final String schema;
    private final Encoder out;
    private final int[] starts;
    private final int[] keyEnds;
    private int count;

    Parts(String schema, int size, Encoder out) {
        this.schema = schema;
        this.out = out;
        this.starts = new int[size + 1];
        this.keyEnds = new int[size];
        out.putVarLong(size);
        starts[0] = out.length();
    }

    /// After the key of an entry, or the element of a set.
    void key() {
        if (count == keyEnds.length) {
            throw changed(count + 1);
        }
        keyEnds[count] = out.length();
    }

    /// After an entry.
    void end() {
        starts[++count] = out.length();
    }

    /// After all entries.
    void sort() {
        if (count != keyEnds.length) {
            throw changed(count);
        }
        if (!ascending(out.bytes())) {
            reorder();
        }
    }

    private boolean ascending(byte[] bytes) {
        for (int i = 1; i < count; i++) {
            if (compare(bytes, 0, i - 1, i) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void reorder() {
        int base = starts[0];
        byte[] copy = Arrays.copyOfRange(out.bytes(), base, starts[count]);
        int[] order =
                IntStream.range(0, count)
                        .boxed()
                        .sorted((left, right) -> compare(copy, base, left, right))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int at = base;
        for (int i = 0; i < count; i++) {
            int part = order[i];
            if (i > 0 && compare(copy, base, order[i - 1], part) == 0) {
                throw new CodecException(schema + ": expected distinct elements, found two with the same bytes");
            }
            int length = starts[part + 1] - starts[part];
            System.arraycopy(copy, starts[part] - base, out.bytes(), at, length);
            at += length;
        }
    }

    private int compare(byte[] bytes, int base, int left, int right) {
        return Arrays.compareUnsigned(
                bytes, starts[left] - base, keyEnds[left] - base, bytes, starts[right] - base, keyEnds[right] - base);
    }

    private CodecException changed(int found) {
        return new CodecException(
                "%s: expected %d elements, found %d; was it changed while it was written?"
                        .formatted(schema, keyEnds.length, found));
    }
}

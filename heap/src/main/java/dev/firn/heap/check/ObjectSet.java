package dev.firn.heap.check;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// A set of object ids, dense ones mostly. For one thread.
final class ObjectSet {
    private static final int SHIFT = 12;
    private static final int MASK = (1 << SHIFT) - 1;

    private final Map<Long, long[]> chunks = new HashMap<>();

    /// Returns whether it was not there yet.
    boolean add(long object) {
        var chunk = chunks.computeIfAbsent(object >>> SHIFT, _ -> new long[(MASK + 1) / Long.SIZE]);
        int word = (int) (object & MASK) / Long.SIZE;
        boolean added = (chunk[word] & 1L << object) == 0;
        chunk[word] |= 1L << object;
        return added;
    }

    /// In no particular order.
    void forEach(LongConsumer action) {
        chunks.forEach((key, chunk) -> {
            for (int i = 0; i <= MASK; i++) {
                if ((chunk[i / Long.SIZE] & 1L << i) != 0) action.accept((key << SHIFT) + i);
            }
        });
    }

    boolean contains(long object) {
        var chunk = chunks.get(object >>> SHIFT);
        return chunk != null && (chunk[(int) (object & MASK) / Long.SIZE] & 1L << object) != 0;
    }
}

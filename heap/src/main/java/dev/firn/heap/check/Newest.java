package dev.firn.heap.check;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/// Of each object the newest version that a full scan finds. Ids may be anything, since damage may have written them.
/// Safe for use by several threads.
final class Newest {
    private static final int SHIFT = 9;
    private static final int OBJECTS = 1 << SHIFT;
    private static final int WORDS = 3;
    private static final long NONE = 0;

    private final ConcurrentHashMap<Long, long[]> chunks = new ConcurrentHashMap<>();

    /// Takes a version when it is newer than the one known. Returns whether the two are equally new, which cannot be.
    ///
    /// @param address of its record, complemented for a tombstone
    boolean take(long object, long commit, long move, long address) {
        var chunk = chunks.computeIfAbsent(object >>> SHIFT, _ -> new long[OBJECTS * WORDS]);
        int at = (int) (object & OBJECTS - 1) * WORDS;
        synchronized (chunk) {
            boolean known = chunk[at + 2] != NONE;
            int order = Long.compare(commit, chunk[at]);
            if (order == 0) order = Long.compare(move, chunk[at + 1]);
            if (known && order == 0) return chunk[at + 2] != address;
            if (known && order < 0) return false;
            chunk[at] = commit;
            chunk[at + 1] = move;
            chunk[at + 2] = address;
            return false;
        }
    }

    /// The address of its record, or 0 when there is none or it is gone.
    long address(long object) {
        return Math.max(0, raw(object));
    }

    /// The address of its newest record, a tombstone too; 0 when nothing is known of the object.
    long rawAddress(long object) {
        long raw = raw(object);
        return raw < 0 ? ~raw : raw;
    }

    private long raw(long object) {
        var chunk = chunks.get(object >>> SHIFT);
        return chunk == null ? 0 : chunk[(int) (object & OBJECTS - 1) * WORDS + 2];
    }

    /// Every object that has a version and is not gone, in rising order.
    void forEach(LongConsumer action) {
        var keys = chunks.keySet().stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(keys);
        for (long key : keys) {
            for (int i = 0; i < OBJECTS; i++) {
                long object = (key << SHIFT) + i;
                if (address(object) != 0) action.accept(object);
            }
        }
    }
}

package dev.firn.log;

import dev.firn.pmem.View;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of each segment are wanted: records that the mapping points at, what their chains need, and the
/// tombstones of deleted objects. Counted when the mapping changes, from entries alone unless a chain ends. Safe for use
/// by several threads.
///
/// Invariant: a segment in which nothing is wanted counts 0, since what is taken away is what was once added.
public final class LiveBytes {
    private static final int CHUNK = 256;
    private static final long NOWHERE = -1;

    private final Superblock geometry;
    private final AtomicLong sum = new AtomicLong();
    private volatile AtomicIntegerArray[] chunks = {};

    LiveBytes(Superblock geometry) {
        this.geometry = geometry;
    }

    /// Of one segment.
    public int of(int segment) {
        var present = chunks;
        int chunk = segment / CHUNK;
        return chunk < present.length ? present[chunk].get(segment % CHUNK) : 0;
    }

    /// Of all segments.
    public long sum() {
        return sum.get();
    }

    /// The mapping is about to show `now` where it showed `old`.
    void replaced(View view, long old, long now) {
        count(now, 1);
        long kept = Entry.isChange(now) ? Entry.address(Records.previous(view, Entry.address(now))) : NOWHERE;
        for (long entry = old; entry != Entry.NONE && Entry.address(entry) != kept; entry = Records.before(view, entry)) {
            count(entry, -1);
        }
    }

    /// A version that the mapping shows, with its chain.
    void found(View view, long newest) {
        for (long entry = newest; entry != Entry.NONE; entry = Records.before(view, entry)) count(entry, 1);
    }

    private void count(long entry, int sign) {
        if (entry != Entry.NONE) add(segment(Entry.address(entry)), sign * Entry.sizeBytes(entry));
    }

    /// For what the mapping does not show.
    public void add(int segment, int bytes) {
        int chunk = segment / CHUNK;
        var present = chunks;
        if (chunk >= present.length) present = grow(chunk);
        present[chunk].addAndGet(segment % CHUNK, bytes);
        sum.addAndGet(bytes);
    }

    private int segment(long address) {
        return (int) ((address - geometry.base(0)) / geometry.segmentBytes());
    }

    private synchronized AtomicIntegerArray[] grow(int chunk) {
        var grown = chunks;
        if (chunk < grown.length) return grown;
        int first = grown.length;
        grown = Arrays.copyOf(grown, chunk + 1);
        for (int i = first; i <= chunk; i++) grown[i] = new AtomicIntegerArray(CHUNK);
        return chunks = grown;
    }
}

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

    private final long base;
    private final int segmentShift;
    private final AtomicLong sum = new AtomicLong();
    private volatile AtomicIntegerArray[] chunks = {};
    private long notLoaded;

    LiveBytes(Superblock geometry) {
        this.base = geometry.base(0);
        this.segmentShift = Integer.numberOfTrailingZeros(geometry.segmentBytes());
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

    /// What segments have by the checkpoint that the log was opened with is still to be read: together `bytes`.
    public void expect(long bytes) {
        sum.addAndGet(bytes - notLoaded);
        notLoaded = bytes;
    }

    /// The mapping is about to show `now` where it showed `old`.
    void replaced(View view, long old, long now) {
        count(now, 1);
        long kept = Entry.isChange(now) ? Entry.address(Records.previous(view, Entry.address(now))) : NOWHERE;
        for (long entry = old; entry != Entry.NONE && Entry.address(entry) != kept; entry = Records.before(view, entry)) {
            count(entry, -1);
        }
    }

    /// All that a complete mapping shows. What lies in one segment and comes in one row is added at once.
    void foundAll(View view, MappingTable mapping) {
        int last = 0;
        int row = 0;
        for (long object = 1; object < mapping.capacity(); object++) {
            long entry = mapping.raw(object);
            if (entry == Entry.NONE) continue;
            if (Entry.isChange(entry)) {
                found(view, entry);
                continue;
            }
            int segment = segment(Entry.address(entry));
            if (segment != last) {
                add(last, row);
                last = segment;
                row = 0;
            }
            row += Entry.sizeBytes(entry);
        }
        add(last, row);
    }

    /// What a checkpoint counted as `old` is `now`. The chain of the old one is left alone: it may be where others
    /// have written since.
    void overlaid(View view, long old, long now) {
        count(now, 1);
        boolean kept = Entry.isChange(now) && Entry.address(Records.previous(view, Entry.address(now))) == Entry.address(old);
        if (!kept) count(old, -1);
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
        return (int) (address - base >>> segmentShift);
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

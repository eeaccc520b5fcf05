package dev.firn.log;

import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.View;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// How many bytes of each segment are wanted: records that the mapping points at, what their chains need, and the
/// tombstones of deleted objects. Counted when the mapping changes, from entries alone unless a chain ends. Safe for
/// use by several threads.
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
        try {
            forget(view, old, kept);
        } catch (MediumFaultException | CorruptLogException | InternalError unreadable) {
            // The rest of the chain stays counted: in segments that are not used again anyway.
        }
    }

    private void forget(View view, long old, long kept) {
        long entry = old;
        for (int members = 1; entry != Entry.NONE && Entry.address(entry) != kept; members++) {
            count(entry, -1);
            entry = Records.before(view, entry, members);
        }
    }

    /// All that a complete mapping shows. Only pieces of it that are there are looked at: an object id is any number
    /// that somebody wrote.
    void foundAll(View view, MappingTable mapping) {
        var rows = new Rows(view);
        mapping.forEach(rows);
        rows.end();
    }

    /// What lies in one segment and comes in one row is added at once.
    private final class Rows implements LongConsumer {
        private final View view;
        private int segment;
        private int bytes;

        Rows(View view) {
            this.view = view;
        }

        @Override
        public void accept(long entry) {
            if (Entry.isChange(entry)) {
                found(view, entry);
                return;
            }
            int in = segment(Entry.address(entry));
            if (in != segment) end();
            segment = in;
            bytes += Entry.sizeBytes(entry);
        }

        void end() {
            add(segment, bytes);
            bytes = 0;
        }
    }

    /// What a checkpoint counted as `old` is `now`. The chain of the old one is left alone: it may be where others
    /// have written since.
    void overlaid(View view, long old, long now) {
        count(now, 1);
        boolean kept =
                Entry.isChange(now) && Entry.address(Records.previous(view, Entry.address(now))) == Entry.address(old);
        if (!kept) count(old, -1);
    }

    /// A version that the mapping shows, with its chain.
    void found(View view, long newest) {
        long entry = newest;
        for (int members = 1; entry != Entry.NONE; members++) {
            count(entry, 1);
            entry = Records.before(view, entry, members);
        }
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

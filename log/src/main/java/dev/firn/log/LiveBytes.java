package dev.firn.log;

import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.View;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/// How many bytes of each segment are wanted: records that the mapping points at, what their chains need, and the
/// tombstones of deleted objects. Counted when the mapping changes, from entries alone unless a chain ends. Safe for
/// use by several threads.
///
/// Invariant: a segment in which nothing is wanted counts 0, since what is taken away is what was once added. That
/// holds after an opening by a checkpoint, too, once the pieces of the mapping that its tail changes have been loaded.
public final class LiveBytes {
    private static final long NOWHERE = -1;

    private final long base;
    private final int segmentShift;
    private final AtomicLong sum = new AtomicLong();
    private final SegmentCounts counts = new SegmentCounts();
    private volatile SegmentCounts captured = counts;
    private long notLoaded;

    LiveBytes(Superblock geometry) {
        this.base = geometry.base(0);
        this.segmentShift = Integer.numberOfTrailingZeros(geometry.segmentBytes());
    }

    /// Of one segment.
    public int of(int segment) {
        return counts.of(segment);
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

    /// All that a complete mapping shows of the objects from `from` to before `to`, multiples of 64. Only pieces of it
    /// that are there are looked at: an object id is any number that somebody wrote.
    void foundAll(View view, MappingTable mapping, long from, long to) {
        var rows = new Rows(view);
        mapping.forEach(from, to, rows);
        rows.end();
    }

    /// What lies in one segment is added at once.
    private final class Rows implements LongConsumer {
        private final View view;
        private int[] bytes = new int[64];

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
            if (in >= bytes.length) bytes = Arrays.copyOf(bytes, Math.max(in + 1, 2 * bytes.length));
            bytes[in] += Entry.sizeBytes(entry);
        }

        void end() {
            for (int in = 0; in < bytes.length; in++) if (bytes[in] != 0) add(in, bytes[in]);
        }
    }

    /// Counts what a mapping loads late, which was counted as it was at the last checkpoint.
    MappingTable.Listener listener(Supplier<View> view) {
        return new MappingTable.Listener() {
            @Override
            public void overlaid(long old, long now) {
                LiveBytes.this.overlaid(view.get(), old, now);
            }

            @Override
            public void captured() {
                capture();
            }
        };
    }

    /// From here on [#captured] says what each segment has now. Nobody installs meanwhile.
    private void capture() {
        captured = counts.copy();
    }

    /// What was wanted of a segment at the last capture.
    public int captured(int segment) {
        return captured.of(segment);
    }

    /// What was counted before the last capture as `old` had long been `now`: both chains are there as they were.
    private void overlaid(View view, long old, long now) {
        try {
            long shared = belated(view, now, 1, address -> isMember(view, old, address));
            belated(view, old, -1, address -> address == shared);
        } catch (MediumFaultException | CorruptLogException | InternalError unreadable) {
            // As in replaced().
        }
    }

    /// Counts the members of a chain before the first one that is `shared`. Returns the address of that.
    private long belated(View view, long newest, int sign, LongPredicate shared) {
        long entry = newest;
        for (int members = 1; entry != Entry.NONE; members++) {
            long address = Entry.address(entry);
            if (shared.test(address)) return address;
            countBelated(segment(address), sign * Entry.sizeBytes(entry));
            entry = Records.before(view, entry, members);
        }
        return NOWHERE;
    }

    private static boolean isMember(View view, long newest, long address) {
        long entry = newest;
        for (int members = 1; entry != Entry.NONE; members++) {
            if (Entry.address(entry) == address) return true;
            entry = Records.before(view, entry, members);
        }
        return false;
    }

    private void countBelated(int segment, int bytes) {
        add(segment, bytes);
        if (captured != counts) captured.add(segment, bytes);
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
        counts.add(segment, bytes);
        sum.addAndGet(bytes);
    }

    private int segment(long address) {
        return (int) (address - base >>> segmentShift);
    }
}

package dev.firn.log;

import java.util.Arrays;

/// Which segments are free, open, sealed or emptied, how often each was opened, and by whom. Safe for use by several
/// threads.
///
/// Invariant: a segment is `FREE` only when nothing recovered could map into it, and nobody reads there.
public final class SegmentTable {
    /// What a segment is used for.
    public enum Use {
        FREE,
        OPEN,
        SEALED,
        /// Nothing in it is wanted any more, but somebody who began before may still read there.
        EMPTIED
    }

    /// The opening that a segment is in, or was last.
    ///
    /// @param firstStamp objects deleted by commits before this one have no version in it
    public record Opening(int head, long sequence, long firstStamp) {
        static final Opening NONE = new Opening(0, 0, Long.MAX_VALUE);
    }

    private Use[] uses;
    private int[] generations;
    private Opening[] openings;
    private long[] emptiedAt;
    private boolean[] parts;
    private boolean[] damaged;
    private long[] deferred;
    private long opened;
    private final int[] counts = new int[Use.values().length];
    private int count;
    private int next;
    private volatile long reuses;

    /// All free and never opened.
    public SegmentTable(int count) {
        uses = new Use[count];
        generations = new int[count];
        openings = new Opening[count];
        emptiedAt = new long[count];
        parts = new boolean[count];
        damaged = new boolean[count];
        deferred = new long[count];
        Arrays.fill(deferred, -1);
        Arrays.fill(uses, Use.FREE);
        Arrays.fill(openings, Opening.NONE);
        this.count = count;
        counts[Use.FREE.ordinal()] = count;
    }

    /// A free segment, now open, when more than `leave` are free; or -1.
    synchronized int take(int leave) {
        if (count(Use.FREE) <= leave) return -1;
        for (int tried = 0; tried < count; tried++) {
            int segment = next;
            next = next + 1 < count ? next + 1 : 0;
            if (uses[segment] == Use.FREE) {
                set(segment, Use.OPEN);
                parts[segment] = false;
                // Before a byte of it changes: whoever reads there without being registered looks at this afterwards.
                if (generations[segment] > 0) reuses++;
                return segment;
            }
        }
        return -1;
    }

    /// How many times a segment that held something was taken again.
    public long reuses() {
        return reuses;
    }

    /// Counts an opening and returns its number.
    synchronized int nextGeneration(int segment) {
        return ++generations[segment];
    }

    synchronized void opened(int segment, Opening opening) {
        openings[segment] = opening;
        opened++;
    }

    /// For recovery: what the head of a segment says.
    public synchronized void found(SegmentHeaders.Header header) {
        generations[header.segment()] = header.generation();
        openings[header.segment()] = new Opening(header.head(), header.sequence(), header.firstStamp());
    }

    public synchronized Opening opening(int segment) {
        return openings[segment];
    }

    public synchronized void set(int segment, Use use) {
        counts[uses[segment].ordinal()]--;
        counts[use.ordinal()]++;
        uses[segment] = use;
    }

    /// Nothing in the segment is wanted; who began to read before `epoch` may still be there.
    synchronized void emptied(int segment, long epoch) {
        set(segment, Use.EMPTIED);
        emptiedAt[segment] = epoch;
    }

    /// Nobody reads any more who began before `epoch`. Returns how many segments are free now that were not.
    synchronized int release(long epoch) {
        int released = 0;
        for (int segment = 0; segment < count; segment++) {
            if (uses[segment] != Use.EMPTIED || emptiedAt[segment] > epoch) continue;
            set(segment, Use.FREE);
            released++;
        }
        return released;
    }

    /// It holds a part of a batch that is longer than a frame: all of them are wanted as long as one is.
    public synchronized void holdsPart(int segment) {
        parts[segment] = true;
    }

    synchronized boolean hasPart(int segment) {
        return parts[segment];
    }

    /// Not all of it can be read: it stays as it is.
    synchronized void damaged(int segment) {
        damaged[segment] = true;
    }

    /// It cannot be emptied before another segment has been opened.
    synchronized void defer(int segment) {
        deferred[segment] = opened;
    }

    /// Whether it can be emptied: it takes no more appends, all of it can be read as far as we know, and nothing that
    /// cannot be moved is wanted in it.
    public synchronized boolean isCleanable(int segment, LiveBytes live) {
        if (uses[segment] != Use.SEALED || damaged[segment] || deferred[segment] == opened) return false;
        return openings[segment].head() != Log.CHECKPOINT_HEAD || live.of(segment) == 0;
    }

    /// The segment with this number of an append head, or -1.
    synchronized int find(int head, long sequence) {
        for (int segment = 0; segment < count; segment++) {
            boolean used = uses[segment] == Use.OPEN || uses[segment] == Use.SEALED;
            if (used && openings[segment].head() == head && openings[segment].sequence() == sequence) return segment;
        }
        return -1;
    }

    public synchronized Use use(int segment) {
        return uses[segment];
    }

    public synchronized int generation(int segment) {
        return generations[segment];
    }

    /// An object whose deletion has a smaller stamp has no version in any segment but perhaps in `without`, or in one
    /// that is no longer there.
    synchronized long oldestOpening(int without) {
        long oldest = Long.MAX_VALUE;
        for (int segment = 0; segment < count; segment++) {
            if (segment != without) oldest = Math.min(oldest, openings[segment].firstStamp());
        }
        return oldest;
    }

    /// The segments from the former count on are free.
    synchronized void grow(int newCount) {
        uses = Arrays.copyOf(uses, newCount);
        generations = Arrays.copyOf(generations, newCount);
        openings = Arrays.copyOf(openings, newCount);
        emptiedAt = Arrays.copyOf(emptiedAt, newCount);
        parts = Arrays.copyOf(parts, newCount);
        damaged = Arrays.copyOf(damaged, newCount);
        deferred = Arrays.copyOf(deferred, newCount);
        Arrays.fill(deferred, count, newCount, -1);
        Arrays.fill(uses, count, newCount, Use.FREE);
        Arrays.fill(openings, count, newCount, Opening.NONE);
        counts[Use.FREE.ordinal()] += newCount - count;
        next = count;
        count = newCount;
    }

    public synchronized int count() {
        return count;
    }

    public synchronized int count(Use use) {
        return counts[use.ordinal()];
    }
}

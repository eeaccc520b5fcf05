package dev.firn.log.space;

import java.util.function.LongPredicate;

/// Which id the next new object gets: one that was deleted, or else one that was never used.
///
/// Deleted ids come from two places. A *sweep* looks at all ids below the first unused one, a few at a time; a *queue* of bounded size has
/// those that were deleted where the sweep has already been. What does not fit into the queue is found by a later sweep.
/// A later sweep begins only when every id that was handed out has been installed or given back, since an id that is
/// neither looks free. So an id is handed out once until it was [installed][#installed] and [deleted][#deleted], or
/// [given back][#gaveBack]. Not safe for use by several threads.
public final class FreeObjects {
    private static final int LOOKS = 256;

    private final LongPredicate isFree;
    private final long[] queue;
    private int queued;
    private long unused;
    private long sweepEnd;
    private long cursor;
    private long outstanding;
    private long missed;

    /// @param firstUnused no id from this on was ever used
    /// @param queueLength how many ids the queue takes, at least 1
    /// @param isFree whether the mapping has nothing for an id, or a tombstone
    public FreeObjects(long firstUnused, int queueLength, LongPredicate isFree) {
        this.isFree = isFree;
        this.queue = new long[queueLength];
        this.unused = firstUnused;
        this.sweepEnd = firstUnused;
    }

    /// An id for a new object. It is to be answered with [#installed] or [#gaveBack].
    public long take() {
        outstanding++;
        if (queued > 0) return queue[--queued];
        if (cursor >= sweepEnd && missed > 0 && outstanding == 1) sweepAgain();
        for (int looked = 0; cursor < sweepEnd && looked < LOOKS; looked++) {
            if (isFree.test(cursor++)) return cursor - 1;
        }
        return unused++;
    }

    /// The mapping has a version of an object whose id was taken.
    public void installed() {
        outstanding--;
    }

    /// An id that was taken is not used after all: its transaction was aborted.
    public void gaveBack(long object) {
        outstanding--;
        add(object);
    }

    /// The mapping has a tombstone for the object, or nothing, and nobody needs an older version of it.
    public void deleted(long object) {
        if (object < cursor || object >= sweepEnd) add(object);
    }

    /// The first id that was never handed out.
    public long firstUnused() {
        return unused;
    }

    private void add(long object) {
        if (queued < queue.length) queue[queued++] = object;
        else missed++;
    }

    private void sweepAgain() {
        cursor = 0;
        sweepEnd = unused;
        missed = 0;
    }
}

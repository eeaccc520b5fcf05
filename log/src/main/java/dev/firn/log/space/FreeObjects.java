package dev.firn.log.space;

import java.util.function.LongPredicate;

/// Which deleted id the next new object gets, if any, so that a store that creates and deletes for ever has no more ids
/// than it ever had objects at a time, and a few.
///
/// Ids come from a *queue* of bounded size, and from a *sweep* of all ids, a few for each new object, which finds what
/// the queue could not take and what earlier lives have deleted. A sweep begins when the queue is empty and so many ids
/// are [missed][#missed] that it is worth it, and only between transactions ([#begin]): an id that was handed out and
/// is not yet written looks free. An id comes once: the queue gets only what the sweep has passed. Not safe for use by
/// several threads.
public final class FreeObjects {
    /// Instead of an id: there is none.
    public static final long NONE = -1;

    private static final int LOOKS = 256;

    /// A sweep is worth it when this part of all ids may be free.
    private static final int WORTH = 8;

    private static final int LEAST = 64;

    private final long first;
    private final LongPredicate isFree;
    private final long[] queue;
    private int queued;
    private long cursor;
    private long sweepEnd;
    private long missed;
    private long lastUnused = NONE;
    private boolean isSwept;

    /// @param first smaller ids are never handed out
    /// @param queueLength how many ids the queue takes, at least 1
    /// @param isFree whether nobody has an id, and no commit that is on its way
    public FreeObjects(long first, int queueLength, LongPredicate isFree) {
        this.first = first;
        this.isFree = isFree;
        this.queue = new long[queueLength];
    }

    /// Between two transactions: whatever was handed out is written by now, or given up.
    ///
    /// @param firstUnused no id from this on was ever used
    public void begin(long firstUnused) {
        // Before the first sweep nobody knows what earlier lives have deleted: new ids suggest that it is wanted.
        if (lastUnused == NONE) lastUnused = firstUnused;
        if (queued > 0 || cursor < sweepEnd) return;
        long wanted = missed + (isSwept ? 0 : firstUnused - lastUnused);
        if (wanted < Math.max(LEAST, firstUnused / WORTH)) return;
        cursor = first;
        sweepEnd = firstUnused;
        missed = 0;
        isSwept = true;
    }

    /// An id for a new object, or [#NONE].
    public long take() {
        while (queued > 0) {
            long object = queue[--queued];
            if (isFree.test(object)) return object;
        }
        for (int looked = 0; cursor < sweepEnd && looked < LOOKS; looked++) {
            if (isFree.test(cursor++)) return cursor - 1;
        }
        return NONE;
    }

    /// An object was deleted, and the mapping says so. Once for each deletion.
    public void deleted(long object) {
        if (object >= cursor && object < sweepEnd) return; // the sweep comes to it
        if (queued < queue.length) queue[queued++] = object;
        else missed++;
    }

    /// So many ids are free, or soon will be, that only a sweep finds.
    public void missed(long ids) {
        missed += ids;
    }
}

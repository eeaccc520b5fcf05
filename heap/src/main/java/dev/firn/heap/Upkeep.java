package dev.firn.heap;

import dev.firn.heap.tree.PageMover;
import dev.firn.heap.tree.Versions;
import dev.firn.log.Batch;
import dev.firn.log.Cleaner;
import dev.firn.log.CleaningPolicy;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.SegmentTable.Use;
import java.util.List;

/// What a store does for itself beside commits: it keeps room in the log. No thread of its own: a little of it goes
/// with each commit, is made durable by the same drain, and takes effect when the next writer begins.
///
/// All calls but [#durable] are made by the one who holds the writer's lock.
final class Upkeep {
    /// A step that a writer takes alone, because he waits for room, is so much longer.
    private static final int IN_NEED = 16;

    private final Log log;
    private final Reserve reserve;
    private final Cleaner cleaner;

    Upkeep(Log log, Versions versions) {
        this.log = log;
        this.reserve = new Reserve(log);
        var policy = CleaningPolicy.greedy(reserve.worthEmptying());
        this.cleaner = new Cleaner(log, new PageMover(log, versions), policy);
    }

    /// Before the holder of the lock builds on what the mapping shows: what earlier steps have copied takes effect, and
    /// there is room for a commit, if there can be.
    void begin() {
        cleaner.finish();
        cleaner.release();
        // Where records are nearly as long as segments, copying them may win nothing: so not for ever.
        long patience = 8 + log.segments().count() + cleaner.emptied();
        while (reserve.isShort() && cleaner.emptied() < patience && alone()) {}
    }

    /// Goes on a little; what is written the caller settles with `commit`, and then calls [#durable].
    ///
    /// @param growing whether the commit adds to what the store holds
    /// @throws LogFullException when there is no room for a commit like this
    List<Batch> step(Batch commit, boolean growing) {
        if (growing) reserve.requireRoom(commit.frameBytes());
        commit.leave(growing ? reserve.ofUsers() : reserve.ofDeletions());
        return reserve.isWanted() ? cleaner.step(reserve.step()) : List.of();
    }

    /// What the last step has written is durable.
    void durable() {
        cleaner.durable();
    }

    /// A step without a commit. Whether there may be more to do.
    boolean alone() {
        settle(cleaner.step(IN_NEED * reserve.step()));
        boolean more = cleaner.finish() && !cleaner.isIdle();
        return cleaner.release() > 0 || more;
    }

    /// Makes what a step has written durable without a commit.
    void settle(List<Batch> written) {
        for (int i = 0; i < written.size(); i++) log.settle(written.get(i));
        if (!written.isEmpty()) cleaner.durable();
    }

    /// Segments that are free, or will be when nobody reads there any more.
    int free() {
        return log.segments().count(Use.FREE) + log.segments().count(Use.EMPTIED);
    }
}

package dev.firn.heap;

import dev.firn.heap.tree.PageMover;
import dev.firn.heap.tree.Versions;
import dev.firn.log.Batch;
import dev.firn.log.Cleaner;
import dev.firn.log.CleaningPolicy;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.checkpoint.Checkpointer;
import java.util.ArrayList;
import java.util.List;

/// What a store does for itself beside commits: it keeps room in the log, and it makes checkpoints, so that the next
/// opening is short. No thread of its own: a little of it goes
/// with each commit, is made durable by the same drain, and takes effect when the next writer begins.
///
/// All calls but [#durable] are made by the one who holds the writer's lock.
final class Upkeep {
    /// A step that a writer takes alone, because he waits for room, is so much longer.
    private static final int IN_NEED = 16;

    /// Pairs of a checkpoint that a step writes.
    private static final int PAIRS = 512;

    private final Log log;
    private final Versions versions;
    private final Reserve reserve;
    private final Cleaner cleaner;
    private final Checkpointer checkpoints;
    private boolean isCleaned;
    private boolean isKept;
    private volatile boolean outstanding;

    Upkeep(Log log, Versions versions, Checkpointer checkpoints) {
        this.log = log;
        this.versions = versions;
        this.checkpoints = checkpoints;
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
        return written(PAIRS, reserve.isWanted() ? reserve.step() : 0);
    }

    /// What goes on beside a commit or alone: at most one step at a time, so that what is durable is known.
    private List<Batch> written(int pairs, int copies) {
        if (outstanding) return List.of();
        boolean capture = isCheckpointDue();
        if (capture) capture();
        var block = checkpoints.step(pairs);
        // Before the first checkpoint every segment must stay: an opening reads all of them.
        boolean mayClean = copies > 0 && checkpoints.newest().isPresent();
        var moved = mayClean ? cleaner.step(copies) : List.<Batch>of();
        if (block == null && moved.isEmpty()) return List.of();
        isKept = block != null;
        isCleaned = !moved.isEmpty();
        outstanding = true;
        var all = new ArrayList<>(moved);
        if (isKept) all.add(block);
        all.forEach(batch -> checkpoints.appended(batch.frameBytes(), batch.records()));
        return all;
    }

    /// Because the tail is long, or because there are free segments that only a checkpoint can name, or segments that
    /// could be emptied.
    private boolean isCheckpointDue() {
        if (checkpoints.isActive()) return false;
        return checkpoints.isDue() || reserve.isWanted() && checkpoints.newest().isEmpty() && checkpoints.mayTry();
    }

    private void capture() {
        // Only the heads of users have commits that are not installed: of one stripe where there are groups.
        versions.whileNobodyInstalls(frame -> checkpoints.capture(head -> head == 0 ? frame : -1));
    }

    /// A commit was written.
    void appended(Batch commit) {
        checkpoints.appended(commit.frameBytes(), commit.records());
    }

    /// What the last step has written is durable.
    void durable() {
        if (isCleaned) cleaner.durable();
        if (isKept) checkpoints.durable();
        outstanding = false;
    }

    /// A step without a commit. Whether there may be more to do.
    boolean alone() {
        settle(written(IN_NEED * PAIRS, IN_NEED * reserve.step()));
        boolean more = cleaner.finish() && !cleaner.isIdle();
        return cleaner.release() > 0 || more || checkpoints.isActive() && !outstanding;
    }

    /// Makes what a step has written durable without a commit.
    void settle(List<Batch> written) {
        for (int i = 0; i < written.size(); i++) log.settle(written.get(i));
        if (!written.isEmpty()) durable();
    }

    /// Segments that are free, or will be when nobody reads there any more.
    int free() {
        return log.segments().count(Use.FREE) + log.segments().count(Use.EMPTIED);
    }
}

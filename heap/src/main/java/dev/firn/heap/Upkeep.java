package dev.firn.heap;

import dev.firn.heap.tree.PageMover;
import dev.firn.heap.tree.Versions;
import dev.firn.log.Batch;
import dev.firn.log.Cleaner;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.space.Pacing;
import java.util.List;
import java.util.function.LongPredicate;

/// What a store does for itself beside commits: it keeps room in the log. No thread of its own: a little of it goes
/// with each commit, is made durable by the same drain, and takes effect when the next writer begins.
///
/// All calls but [#durable] are made by the one who holds the writer's lock.
final class Upkeep {
    /// A step that a writer takes alone, because he waits for room, is so much longer.
    private static final int IN_NEED = 16;

    private final Log log;
    private final Versions versions;
    private final Reserve reserve;
    private final Pacing pacing;
    private final Separation separation;
    private final Cleaner cleaner;

    /// @param separatesCommits whether each commit is durable before the next is written, so that they need not be in one
    ///     head
    Upkeep(Log log, Versions versions, boolean separatesCommits) {
        this.log = log;
        this.versions = versions;
        this.reserve = new Reserve(log);
        this.pacing = new Pacing(log.superblock().segmentBytes(), Math.max(1, reserve.ofUsers()));
        this.separation = new Separation(log, reserve, pacing, separatesCommits);
        this.cleaner = new Cleaner(log, new PageMover(log, versions), separation);
    }

    /// Before the holder of the lock builds on what the mapping shows: what earlier steps have copied takes effect, and
    /// there is room for a commit, if there can be.
    void begin() {
        cleaner.finish();
        makeRoom();
        while (reserve.isShort() && versions.endOldest()) makeRoom();
    }

    private void makeRoom() {
        cleaner.release();
        // Where records are nearly as long as segments, copying them may win nothing: so not for ever.
        long patience = 8 + log.segments().count() + cleaner.emptied();
        while (reserve.isShort() && !reserve.isHeldBack() && cleaner.emptied() < patience && alone()) {}
    }

    /// Goes on a little; what is written the caller settles with `commit`, and then calls [#durable].
    ///
    /// @param growing whether the commit adds to what the store holds
    /// @throws LogFullException when there is no room for a commit like this
    List<Batch> step(Batch commit, boolean growing) {
        if (growing) reserve.requireRoom(commit.frameBytes());
        commit.leave(growing ? reserve.ofUsers() : reserve.ofDeletions());
        return reserve.growsInstead() ? List.of() : copy(owed(commit.frameBytes()));
    }

    private long owed(int bytes) {
        pacing.limits(reserve.ofUsers(), Pacing.pool(reserve.slack()));
        return pacing.owes(bytes, reserve.left());
    }

    private List<Batch> copy(long most) {
        if (most == 0) return List.of();
        var written = cleaner.step((int) Math.min(most, reserve.step()));
        for (int i = 0; i < written.size(); i++) pacing.moved(written.get(i).frameBytes());
        return written;
    }

    /// The head that a commit goes to, or -1 for that of its thread.
    int headOf(Batch commit) {
        return separation.headOf(commit);
    }

    /// A commit has its place; it is not installed yet.
    ///
    /// @param isNew whether an object has no version so far
    void wrote(Batch commit, LongPredicate isNew) {
        separation.wrote(commit, isNew);
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

}

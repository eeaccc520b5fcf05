package dev.firn.heap;

import dev.firn.heap.tree.PageMover;
import dev.firn.heap.tree.Versions;
import dev.firn.log.Batch;
import dev.firn.log.Cleaner;
import dev.firn.log.DigestWriter;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.checkpoint.Checkpointer;
import dev.firn.log.space.Pacing;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.NoSpaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/// What a store does for itself beside commits: it keeps room in the log, and it makes checkpoints, so that the next
/// opening is short. No thread of its own: a little of it goes with each commit, is made durable by the same drain, and
/// takes effect when the next writer begins.
///
/// All calls but [#durable] are made by the one who holds the writer's lock.
final class Upkeep {
    /// A step that a writer takes alone, because he waits for room, is so much longer.
    private static final int IN_NEED = 16;

    /// But not so long that somebody who shares its synchronisation would feel it: in bytes, without the last record.
    private static final int LONGEST_ALONE = 48 << 10;

    /// Free segments that even out the steps, beside those that are kept and those that wait for their names.
    private static final int POOL = 4;

    /// How many pairs a checkpoint goes on by in a step.
    private static final int PAIRS = 256;

    private final Log log;
    private final Versions versions;
    private final Reserve reserve;
    private final Admission admission;
    private final Pacing pacing;
    private final Separation separation;
    private final Cleaner cleaner;
    private final RoomMaker room;
    private final Checkpointer checkpoints;
    private final DigestWriter digests;
    private boolean isCleaned;
    private boolean isKept;
    private volatile boolean outstanding;

    /// @param separatesCommits whether each commit is durable before the next is written, so that they need not be in
    ///   one head
    /// @param damage is told of bytes that were found bad, and says whether they are good now
    Upkeep(Log log, Versions versions, Checkpointer checkpoints, boolean separatesCommits, Predicate<BadRange> damage) {
        this.log = log;
        this.versions = versions;
        this.checkpoints = checkpoints;
        this.digests = new DigestWriter(log);
        this.reserve = new Reserve(log, checkpoints::segmentsOfBase, checkpoints::segmentsOfChanges);
        this.admission = new Admission(log, reserve);
        this.pacing = new Pacing(log.superblock().segmentBytes(), Math.max(1, reserve.ofUsers()));
        this.separation = new Separation(log, reserve, pacing, separatesCommits);
        this.cleaner = new Cleaner(log, new PageMover(log, versions, damage), separation);
        this.room = new RoomMaker(log, versions, reserve, separation, cleaner, checkpoints, this);
    }

    /// Before the holder of the lock builds on what the mapping shows: what earlier steps have copied takes effect, and
    /// where segments are few a little more is done than beside a commit.
    void begin() {
        cleaner.finish();
        room.begin();
    }

    /// Whether a commit can be taken as it is. Otherwise [#prepare] and build it anew.
    boolean takes(Batch commit) {
        return !admission.isTight(commit) && hasRoom(commit);
    }

    /// Whether the commit, if it replaced nothing, would be more than may be wanted.
    boolean isTight(Batch commit) {
        return admission.isTight(commit);
    }

    /// Bytes that may be wanted, at most.
    long mostLive() {
        return reserve.limit();
    }

    /// Whether it finds its segments, and leaves those that others need.
    private boolean hasRoom(Batch commit) {
        int frames = log.frames(commit);
        if (!reserve.isShort(frames)) return true;
        return frames == 1 && log.room(headOf(commit)) >= commit.frameBytes();
    }

    /// Makes room for a commit like this, as far as that is possible. Whether what it was built on may have moved, so
    /// that it must be built anew.
    ///
    /// @param growing whether it adds to what the store holds
    boolean prepare(Batch commit, boolean growing) {
        long excess = growing ? admission.excess(commit) : 0;
        boolean shrinks = excess > 0 && room.mayShrink();
        if (hasRoom(commit) && !shrinks) return false;
        awaitStep();
        cleaner.finish();
        if (!hasRoom(commit)) room.make(log.frames(commit));
        if (shrinks) room.shrink(excess);
        return true;
    }

    /// What the last step has written somebody else makes durable; he does not need the lock for it.
    private void awaitStep() {
        for (; outstanding; Thread.onSpinWait()) log.requireHealthy();
    }

    /// Goes on a little; what is written the caller settles with `commit`, and then calls [#durable].
    ///
    /// @param growing whether the commit adds to what the store holds
    /// @throws LogFullException when there is no room for a commit like this
    List<Batch> step(Batch commit, boolean growing) {
        commit.leave(admission.leaves(commit, growing));
        if (log.frames(commit) > 1) beginUnit(commit, growing);
        digests.step(reserve.step() + commit.frameBytes());
        // The commit has been promised a segment: where there are no others, all the rest is done before commits.
        if (reserve.isShort(RoomMaker.SOON)) return List.of();
        cleaner.leave(reserve.ofUsers() + 1);
        return written(PAIRS, reserve.growsInstead() ? 0 : owed(commit.frameBytes()));
    }

    /// The segments of a long commit are emptied together: those of others should not be among them.
    private void beginUnit(Batch commit, boolean growing) {
        int frames = log.frames(commit);
        reserve.requireSegments(frames + (growing ? reserve.ofUsers() : reserve.ofDeletions()));
        reserve.expects(frames);
        log.beginUnit();
    }

    private int owed(int bytes) {
        int waiting = reserve.worthNaming(checkpoints.segmentsNeeded());
        pacing.limits(reserve.ofUsers() + waiting, POOL);
        return (int) Math.min(reserve.step(), pacing.owes(bytes, reserve.left()));
    }

    /// What goes on beside a commit or alone: at most one step at a time, so that what is durable is known.
    private List<Batch> written(int pairs, int copies) {
        if (outstanding) return List.of();
        // What the cleaner has copied is in a frame before the restart points, so it must be in the mapping.
        if (cleaner.isInstalled() && isCheckpointDue(copies)) capture();
        var block = checkpoints.step(pairs);
        var copied = copy(copies);
        if (block == null && copied.isEmpty()) return List.of();
        isKept = block != null;
        isCleaned = !copied.isEmpty();
        outstanding = true;
        if (!isKept) return counted(copied);
        var all = new ArrayList<>(copied);
        all.add(block);
        return counted(all);
    }

    private List<Batch> counted(List<Batch> written) {
        for (int i = 0; i < written.size(); i++) appended(written.get(i));
        return written;
    }

    /// Before the first checkpoint every segment must stay: an opening reads all of them.
    private List<Batch> copy(int most) {
        if (most == 0 || checkpoints.newest().isEmpty()) return List.of();
        var written = cleaner.step(most);
        for (int i = 0; i < written.size(); i++) pacing.moved(written.get(i).frameBytes());
        return written;
    }

    /// Because the tail is long, or because there are free segments that only a checkpoint can name, or segments that
    /// could be emptied.
    private boolean isCheckpointDue(int copies) {
        if (checkpoints.isActive()) return false;
        if (checkpoints.isDue()) return true;
        boolean isFirst = copies > 0 && checkpoints.newest().isEmpty();
        return (isFirst || reserve.needsNames(checkpoints.segmentsNeeded())) && checkpoints.mayTry();
    }

    void capture() {
        // Only the heads of users have commits that are not installed: of one stripe where there are groups.
        if (checkpoints.isBaseCheap()) checkpoints.wantBase();
        versions.whileNobodyInstalls(frame -> checkpoints.capture(head -> head == 0 ? frame : -1));
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
        appended(commit);
    }

    private void appended(Batch batch) {
        checkpoints.appended(batch.frameBytes(), batch.records());
    }

    /// There was no room for a commit.
    void wasRefused(LogFullException full) {
        if (full.getCause() instanceof NoSpaceException) reserve.cannotGrow();
    }

    /// What the last step has written is durable.
    void durable() {
        if (isCleaned) cleaner.durable();
        if (isKept) checkpoints.durable();
        outstanding = false;
    }

    /// What makes the store as short as it can be, a step at a time.
    Compaction compaction(int fewest) {
        return new Compaction(log, this, cleaner, checkpoints, separation, reserve, fewest);
    }

    /// There is room for so many bytes more without growing.
    void reserve(long bytes) {
        log.reserve(reserve.forMore(bytes));
    }

    /// Whether somebody still has to make durable what a step has written.
    boolean isOutstanding() {
        return outstanding;
    }

    /// A step without a commit. Whether there may be more to do.
    boolean alone() {
        return alone(checkpoints.isActive());
    }

    /// The same, for a checkpoint only or for more room as well.
    boolean alone(boolean onlyCheckpoint) {
        return alone(onlyCheckpoint ? 0 : Math.min(LONGEST_ALONE, IN_NEED * reserve.step()));
    }

    private boolean alone(int copies) {
        cleaner.leave(reserve.ofCleaner());
        settle(written(IN_NEED * PAIRS, copies));
        boolean more = cleaner.finish() && !cleaner.isIdle();
        return cleaner.release() > 0 || more || !outstanding && (checkpoints.isActive() || isCheckpointDue(copies));
    }

    /// The same for what was written beside a commit that was refused.
    void settleRefused(List<Batch> written) {
        log.settleOwed(written);
        if (!written.isEmpty()) durable();
    }

    /// Makes what a step has written durable without a commit.
    void settle(List<Batch> written) {
        log.settle(written);
        if (!written.isEmpty()) durable();
    }
}

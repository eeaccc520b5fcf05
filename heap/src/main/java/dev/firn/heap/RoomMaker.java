package dev.firn.heap;

import dev.firn.heap.tree.Versions;
import dev.firn.log.Cleaner;
import dev.firn.log.Log;
import dev.firn.log.checkpoint.Checkpointer;

/// What is done when segments are so few that a little beside each commit is not enough. While the commits still find
/// room in the segments that are open, each of them does one longer step alone; who needs another segment waits until
/// there is one, if there can be.
///
/// All calls are made by the one who holds the writer's lock.
final class RoomMaker {
    /// When so many steps have done nothing, no others will.
    private static final int MOST_IDLE = 3;

    /// With no more segments than this for commits, nothing is done beside them.
    static final int SOON = 2;

    private final Log log;
    private final Versions versions;
    private final Reserve reserve;
    private final Separation separation;
    private final Cleaner cleaner;
    private final Checkpointer checkpoints;
    private final Upkeep upkeep;
    private final Rescue rescue;
    private final Shrinking shrinking;
    private boolean isInNeed;

    RoomMaker(
            Log log,
            Versions versions,
            Reserve reserve,
            Separation separation,
            Cleaner cleaner,
            Checkpointer checkpoints,
            Upkeep upkeep) {
        this.log = log;
        this.versions = versions;
        this.reserve = reserve;
        this.separation = separation;
        this.cleaner = cleaner;
        this.checkpoints = checkpoints;
        this.upkeep = upkeep;
        this.rescue = new Rescue(log, reserve, cleaner);
        this.shrinking = new Shrinking(log, reserve);
    }

    /// One step, if there may soon be no segment for a commit.
    void begin() {
        if (reserve.isShort(SOON)) grow(SOON);
        if (reserve.isShort(SOON)) step(1);
        else endNeed();
    }

    /// Until a commit finds so many segments, or no more can be won.
    void make(int segments) {
        reserve.isAwaited(segments);
        try {
            tryAll(segments);
            while (reserve.isShort(segments) && versions.endOldest()) tryAll(segments);
        } finally {
            reserve.isAwaited(0);
        }
    }

    /// By growing while the store is smaller than it should be, then by cleaning; and by growing again, as far as that
    /// is possible, where readers of what was there before hold back the room, or cleaning wins none.
    private void tryAll(int segments) {
        grow(segments);
        clean(segments);
        while (reserve.isShort(segments) && reserve.growInNeed()) {}
    }

    private void grow(int segments) {
        cleaner.release();
        while (reserve.isShort(segments) && reserve.growsInstead() && reserve.grow()) {}
    }

    /// Where records are nearly as long as segments, copying them may win nothing: so not for ever.
    private void clean(int segments) {
        long patience = 8 + log.segments().count() + done();
        for (int idle = 0; idle < MOST_IDLE && done() < patience; ) {
            if (!reserve.isShort(segments) || reserve.isHeldBack()) return;
            long before = done() + log.counters().movedBytes();
            boolean isAtWork = step(segments);
            idle = isAtWork || done() + log.counters().movedBytes() > before ? 0 : idle + 1;
        }
    }

    /// Of the cleaner, or of a checkpoint that lets more segments be opened. Whether either has more to do.
    private boolean step(int segments) {
        boolean isNaming =
                checkpoints.isActive() || reserve.needsNames(checkpoints.segmentsNeeded()) && checkpoints.mayTry();
        // While others only wait for their names, what is emptied next is still a matter of cost.
        if (!isNaming && reserve.isNearlyOut(segments)) beginNeed();
        upkeep.alone(isNaming);
        if (cleaner.isStuck()) cleaner.chooseAgain();
        return checkpoints.isActive() || !cleaner.isIdle();
    }

    private long done() {
        return cleaner.emptied() + checkpoints.completed();
    }

    /// What was chosen when there was room for any choice may need more than there is.
    private void beginNeed() {
        if (!isInNeed) cleaner.chooseAgain();
        isInNeed = true;
        separation.chooseInNeed(rescue::choose);
    }

    private void endNeed() {
        isInNeed = false;
        separation.chooseInNeed(null);
    }

    boolean mayShrink() {
        return shrinking.mayTry();
    }

    /// Chains become the pages that they make, until so much less is wanted.
    void shrink(long bytes) {
        long enough = log.live().sum() - bytes;
        cleaner.chooseAgain();
        separation.chooseInNeed(rescue::chooseExcess);
        for (boolean more = true; more && log.live().sum() > enough && !reserve.isShort(0); ) {
            upkeep.alone(checkpoints.isActive());
            more = checkpoints.isActive() || !cleaner.isIdle() && !cleaner.isStuck();
        }
        endNeed();
        make(1);
        if (log.live().sum() > enough) shrinking.wasInVain();
    }
}

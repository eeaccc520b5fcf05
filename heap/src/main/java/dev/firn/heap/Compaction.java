package dev.firn.heap;

import dev.firn.log.Cleaner;
import dev.firn.log.LiveBytes;
import dev.firn.log.Log;
import dev.firn.log.SegmentTable;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.checkpoint.Checkpointer;

/// Makes the file as short as what is wanted allows: what lies at its end is copied to lower segments, then a
/// checkpoint says all anew, and ends the log behind the last segment that is in use. In steps; others commit between
/// them.
///
/// All calls are made by the one who holds the writer's lock.
final class Compaction {
    /// With fewer segments that may be opened, beside those that the cleaner leaves, some low one is emptied, or named,
    /// before anything else is copied.
    private static final int SCARCE = 3;

    /// What only the last checkpoint needed is garbage when the next one is complete, so one round does not do.
    private static final int MOST_ROUNDS = 5;

    /// A low segment with less garbage than this part of it is not worth the copies.
    private static final double WORTH = 0.9;

    /// After so many steps in which nothing was emptied and no checkpoint was completed it is given up.
    private static final int MOST_IDLE = 500;

    private enum Phase {
        CLEAN,
        CHECKPOINT,
        DONE
    }

    private final Log log;
    private final Upkeep upkeep;
    private final Cleaner cleaner;
    private final Checkpointer checkpoints;
    private final Separation separation;
    private final Reserve reserve;
    private final int fewest;
    private final int before;
    private final long movedBefore;
    private Phase phase = Phase.CLEAN;
    private int target;
    private int countAtRound;
    private int rounds;
    private long patience;
    private long completed;
    private long doneBefore;
    private int idle;

    /// @param fewest segments that are left in any case
    Compaction(
            Log log,
            Upkeep upkeep,
            Cleaner cleaner,
            Checkpointer checkpoints,
            Separation separation,
            Reserve reserve,
            int fewest) {
        this.log = log;
        this.upkeep = upkeep;
        this.cleaner = cleaner;
        this.checkpoints = checkpoints;
        this.separation = separation;
        this.reserve = reserve;
        this.fewest = fewest;
        this.before = log.segments().count();
        this.movedBefore = log.counters().movedBytes();
        log.segments().preferLow(true);
        separation.chooseBy(this::choose);
        beginRound();
    }

    private void beginRound() {
        rounds++;
        countAtRound = log.segments().count();
        log.sealOpen();
        target = Math.max(fewest, reserve.fewest());
        patience = 3L * countAtRound + cleaner.emptied() + 16;
        idle = 0;
        phase = Phase.CLEAN;
    }

    /// Goes on a little. Whether there is more to do.
    boolean step() {
        if (upkeep.isOutstanding()) return phase != Phase.DONE; // another's step is not durable yet
        switch (phase) {
            case CLEAN -> clean();
            case CHECKPOINT -> checkpoint();
            case DONE -> {}
        }
        return phase != Phase.DONE;
    }

    CompactionProgress progress() {
        long moved = log.counters().movedBytes() - movedBefore;
        return new CompactionProgress(before, log.segments().count(), Math.min(before, target), moved);
    }

    /// From here on all is as usual.
    void end() {
        phase = Phase.DONE;
        log.segments().preferLow(false);
        separation.chooseBy(null);
        checkpoints.endLogAt(Integer.MAX_VALUE);
    }

    private void clean() {
        var segments = log.segments();
        boolean mayName = !checkpoints.isActive() && checkpoints.mayTry() && cleaner.isInstalled();
        // One that takes as much as it names would be followed by another, for ever.
        boolean winsNames = segments.unnamed() > checkpoints.segmentsNeeded();
        if (mayName && (checkpoints.newest().isEmpty() || isScarce(segments) && winsNames)) upkeep.capture();
        boolean more = upkeep.alone();
        if (isGettingOn() && (more || checkpoints.isActive() || !cleaner.isInstalled())) return;
        if (isGettingOn() && choose(segments, log.live()) >= 0) return;
        if (upkeep.isOutstanding() || checkpoints.isActive() || !cleaner.isInstalled()) return;
        if (wouldGrow()) {
            end();
            return;
        }
        completed = checkpoints.completed();
        checkpoints.wantBase();
        checkpoints.endLogAt(target);
        upkeep.capture();
        phase = Phase.CHECKPOINT;
    }

    /// Readers hold back what was emptied, so there is no room for a checkpoint that ends the log.
    private boolean wouldGrow() {
        return log.segments().count(Use.EMPTIED) > 0 && log.segments().openable() <= checkpoints.segmentsOfBase();
    }

    /// Whether anything was won in the last steps.
    private boolean isGettingOn() {
        long done = cleaner.emptied() + checkpoints.completed();
        idle = done == doneBefore ? idle + 1 : 0;
        doneBefore = done;
        return idle < MOST_IDLE && cleaner.emptied() < patience;
    }

    private void checkpoint() {
        upkeep.alone();
        if (checkpoints.isActive()) return;
        boolean isComplete = checkpoints.completed() > completed;
        boolean mayWin = log.segments().count() < countAtRound || rounds < 3;
        if (isComplete && mayWin && rounds < MOST_ROUNDS && log.segments().count() > target) beginRound();
        else end();
    }

    /// What has nothing in it, then what lies highest, as long as there is room for the copies, or else what wins most.
    private int choose(SegmentTable segments, LiveBytes live) {
        if (phase != Phase.CLEAN || cleaner.emptied() >= patience || idle >= MOST_IDLE) return -1;
        int least = least(segments, live);
        if (least >= 0 && live.of(least) == 0) return least;
        if (!isScarce(segments)) {
            for (int segment = segments.count() - 1; segment >= target; segment--) {
                if (segments.isCleanable(segment, live)) return segment;
            }
        }
        boolean isNeeded = isScarce(segments) && hasAnyBehind(segments);
        return isNeeded && least >= 0 && live.of(least) < WORTH * log.superblock().segmentBytes() ? least : -1;
    }

    private boolean isScarce(SegmentTable segments) {
        return segments.openable() < reserve.ofCleaner() + SCARCE;
    }

    private boolean hasAnyBehind(SegmentTable segments) {
        for (int segment = target; segment < segments.count(); segment++) {
            if (segments.use(segment) != Use.FREE) return true;
        }
        return false;
    }

    private static int least(SegmentTable segments, LiveBytes live) {
        int best = -1;
        for (int segment = 0; segment < segments.count(); segment++) {
            if (!segments.isCleanable(segment, live)) continue;
            if (best < 0 || live.of(segment) < live.of(best)) best = segment;
        }
        return best;
    }
}

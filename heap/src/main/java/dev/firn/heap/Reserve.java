package dev.firn.heap;

import dev.firn.heap.tree.PageLimits;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.SegmentLayout;

/// How the last segments are shared out, so that nobody waits for room that only he himself could make: the cleaner can
/// always copy, deletions always find a place, and users are refused before either is in need.
///
/// While no more than [#limit] bytes are wanted, some sealed segment has at most [#worthEmptying], since all but a few
/// segments would otherwise hold more; and emptying that one wins something, since the copies waste at most one frame
/// of each segment that they go to.
final class Reserve {
    /// What the cleaner needs to empty one segment: the rest of the one it copies to may be short.
    private static final int CLEANER = 2;

    private static final int DELETIONS = 1;

    /// One in 50 segments is kept for garbage: the less there is, the more is copied to win a segment.
    private static final double FULLEST = 0.98;

    /// Cleaning begins when so many are left beyond the users' reserve.
    private static final int SLACK = 2;

    /// A store that is less full than this is cleaned rather than made larger.
    private static final double WORTH_GROWING = 0.62;

    /// How much a step copies beside a commit, at most.
    private static final int LONGEST_STEP = 16 << 10;

    private static final int SHORTEST_STEP_SHARE = 8;

    private final Log log;
    private final int payload;
    private final int step;
    private final int worthEmptying;
    private final int most;
    private final long limit;

    Reserve(Log log) {
        this.log = log;
        int segmentBytes = log.superblock().segmentBytes();
        this.payload = segmentBytes - SegmentLayout.FRAMES;
        this.step = Math.min(LONGEST_STEP, segmentBytes / SHORTEST_STEP_SHARE);
        this.worthEmptying = payload - step - PageLimits.of(segmentBytes).pageBytes() - FrameLayout.BYTES;
        long fitting = (log.options().maxBytes() - log.superblock().base(0)) / segmentBytes;
        this.most = (int) Math.min(Integer.MAX_VALUE, fitting);
        this.limit = (long) (FULLEST * (most - ofUsers() - 2) * worthEmptying);
    }

    /// How many bytes a step copies beside a commit.
    int step() {
        return step;
    }

    /// A segment in which more is wanted is not worth the copies.
    int worthEmptying() {
        return worthEmptying;
    }

    /// So many free segments a deletion leaves.
    int ofDeletions() {
        return CLEANER;
    }

    /// So many free segments any other commit leaves.
    int ofUsers() {
        return CLEANER + DELETIONS;
    }

    /// Whether the next commit might find no segment, and the log cannot grow.
    boolean isShort() {
        return log.segments().count(Use.FREE) <= ofUsers() + 1 && log.segments().count() >= most;
    }

    /// Whether it is time to empty a segment: there is little left, and the log should not grow instead.
    boolean isWanted() {
        var segments = log.segments();
        int left = segments.count(Use.FREE) + segments.count(Use.EMPTIED);
        if (left > ofUsers() + SLACK + segments.count() / 64) return false;
        return segments.count() >= most || log.live().sum() < WORTH_GROWING * segments.count() * payload;
    }

    /// @throws LogFullException when there would be too little garbage left to be cleaned
    void requireRoom(int bytes) {
        long live = log.live().sum();
        if (live + bytes <= limit) return;
        throw new LogFullException(
                "%d bytes are in use and %d more are wanted, of %d at most (%d segments of %d bytes); raise the limit or delete"
                        .formatted(live, bytes, limit, most, log.superblock().segmentBytes()),
                null);
    }
}

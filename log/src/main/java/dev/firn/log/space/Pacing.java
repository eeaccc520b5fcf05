package dev.firn.log.space;

/// How much the cleaner moves when a user commits, so that space is won as fast as it is used, in steps as even as
/// possible.
///
/// A victim whose share `u` is live costs `u / (1 - u)` moved bytes for each byte won. So many bytes a user's byte
/// owes, times a factor that falls from 2 at the reserve to 0 where enough is free; in between, at 1, is where a
/// store settles. Below the reserve the factor rises to 8, and steps may be as long as they must. Not safe for use by
/// several threads.
public final class Pacing {
    /// Below this nothing is moved: a frame of its own would cost more than it is worth. In bytes.
    public static final long SHORTEST_STEP = 4 << 10;

    /// Above the reserve a step is not longer, unless a commit owes more than half of it for itself. In bytes.
    public static final long LONGEST_STEP = 16 << 10;

    private static final double GREATEST_COST = 64;
    private static final double COST_MEMORY = 1 / 16.0;
    private static final int SLACK_A_POOLED = 12;
    private static final int SMALLEST_POOL = 4;
    private static final int LARGEST_POOL = 16;

    private final long segmentBytes;
    private long reserve;
    private long enough;
    private double cost = 1;
    private double debt;

    /// @param segmentBytes how large a segment is
    /// @param reserveSegments segments that only the cleaner may open; below them users wait for it
    public Pacing(long segmentBytes, int reserveSegments) {
        this.segmentBytes = segmentBytes;
        limits(reserveSegments, SMALLEST_POOL);
    }

    /// How many segments to keep free beyond the reserve, in a store of which so many segments' worth of bytes are
    /// not live. Each is missing where garbage could have grown, so cleaning gets dearer; but few mean that a
    /// checkpoint must often name more.
    public static int pool(long slackSegments) {
        return (int) Math.clamp(slackSegments / SLACK_A_POOLED, (long) SMALLEST_POOL, LARGEST_POOL);
    }

    /// New limits: when the store grows, or is filled.
    ///
    /// @param pool segments beyond the reserve from which on nothing is cleaned, at least 1
    public void limits(int reserveSegments, int pool) {
        if (reserveSegments < 1 || pool < 1)
            throw new IllegalArgumentException("reserve " + reserveSegments + ", pool " + pool);
        reserve = reserveSegments * segmentBytes;
        enough = reserve + pool * segmentBytes;
    }

    /// How many bytes to move now, before a user's `written` bytes: 0, or at least [#SHORTEST_STEP].
    ///
    /// @param free bytes of segments that are free, or will be without any more moves
    public long owes(long written, long free) {
        double owed = written * cost * factor(free);
        debt = free >= enough ? 0 : debt + owed;
        if (debt < SHORTEST_STEP) return 0;
        return (long) (free < reserve ? debt : Math.min(debt, Math.max(LONGEST_STEP, 2 * owed)));
    }

    /// So many bytes were moved, in answer to [#owes] or not.
    public void moved(long bytes) {
        debt = Math.max(0, debt - bytes);
    }

    /// A segment was emptied: of its bytes, `moved` had to be moved.
    public void emptied(long moved) {
        double seen = (double) moved / Math.max(1, segmentBytes - moved);
        cost += (Math.min(GREATEST_COST, seen) - cost) * COST_MEMORY;
    }

    /// Moved bytes for each byte won, lately: the write amplification without 1.
    public double cost() {
        return cost;
    }

    private double factor(long free) {
        if (free >= enough) return 0;
        if (free >= reserve) return 2.0 * (enough - free) / (enough - reserve);
        return 2 + 6.0 * (reserve - free) / reserve;
    }
}

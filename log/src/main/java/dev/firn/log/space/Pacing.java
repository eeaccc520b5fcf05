package dev.firn.log.space;

/// How much the cleaner moves when a user commits, so that space is won as fast as it is used, in steps as even as possible.
///
/// A victim whose share `u` is live costs `u / (1 - u)` moved bytes for each byte won. So many bytes a user's byte owes, times a
/// factor that falls from 2 at the reserve to 0 where enough is free; in between, at 1, is where a store settles. Below the
/// reserve the factor rises to 8, and steps may be as long as they must. Not safe for use by several threads.
public final class Pacing {
    /// Below this nothing is moved: a frame of its own would cost more than it is worth. In bytes.
    public static final long SHORTEST_STEP = 4 << 10;

    /// Above the reserve a step is not longer, unless a commit owes more than this for itself. In bytes.
    public static final long LONGEST_STEP = 16 << 10;

    private static final double GREATEST_COST = 64;
    private static final double COST_MEMORY = 1 / 16.0;

    private final long reserve;
    private final long enough;
    private double cost = 1;
    private double debt;

    /// @param reserve bytes below which users wait for the cleaner
    /// @param enough free bytes from which on nothing is cleaned, more than `reserve`
    public Pacing(long reserve, long enough) {
        if (reserve < 0 || enough <= reserve)
            throw new IllegalArgumentException("reserve " + reserve + ", enough " + enough);
        this.reserve = reserve;
        this.enough = enough;
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

    /// A segment was emptied: of its `bytes` bytes, `moved` had to be moved.
    public void emptied(long bytes, long moved) {
        double seen = moved >= bytes ? GREATEST_COST : Math.min(GREATEST_COST, (double) moved / (bytes - moved));
        cost += (seen - cost) * COST_MEMORY;
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

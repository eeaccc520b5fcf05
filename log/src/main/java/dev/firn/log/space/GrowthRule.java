package dev.firn.log.space;

/// When a store grows instead of cleaning: only while so much of it is live that cleaning would cost more than space does.
///
/// At a fill of 62 % uniform traffic has a write amplification of 1.5, and the store is 1.6 times what is live; an eighth more
/// leaves it at 55 %, 1.8 times. So both stay below 2, whatever users do.
public final class GrowthRule {
    private static final double FULL = 0.62;
    private static final int STEP = 8;

    private GrowthRule() {}

    /// Whether the store should grow when it is short of free segments; otherwise it should clean.
    ///
    /// @param live bytes that are live, checkpoints included
    /// @param total bytes of all segments
    public static boolean grows(long live, long total) {
        return live > FULL * total;
    }

    /// How many segments it should have then: more than `segments` by an eighth and at least by one, but at most `limit`, and not
    /// fewer than `fewest`.
    ///
    /// @param fewest what it needs to work at all: one for each head and the reserve
    public static int grown(int segments, int fewest, int limit) {
        long wanted = Math.max(fewest, (long) segments + Math.max(1, segments / STEP));
        return (int) Math.max(segments, Math.min(limit, wanted));
    }
}

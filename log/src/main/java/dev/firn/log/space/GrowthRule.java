package dev.firn.log.space;

/// How large a store should be for what is live in it: below that it grows instead of cleaning.
///
/// Some segments never hold garbage, however large the store: free ones in reserve, those being written. Of the rest
/// 63 % are live when it has its size: uniform traffic then has a write amplification of 1.6. So a store in which 30
/// segments and more are live takes less than twice as many, and less than two bytes are written for one of a user's.
public final class GrowthRule {
    private static final double FULL = 0.63;
    private static final int STEP = 8;

    private GrowthRule() {}

    /// How many segments a store should have.
    ///
    /// @param live bytes that are live, checkpoints included
    /// @param segmentBytes bytes of one segment
    /// @param fixed segments that hold no garbage: the reserve, and those that are open
    public static int wanted(long live, int segmentBytes, int fixed) {
        return fixed + (int) Math.min(Integer.MAX_VALUE - fixed, (long) Math.ceil(live / (FULL * segmentBytes)));
    }

    /// How many segments it should have after one step: as many as are wanted, but not more than an eighth more than
    /// now, so that one step never takes long, and at least one more; at most `limit`.
    public static int grown(int segments, int wanted, int limit) {
        int next = Math.clamp(wanted, segments + 1, segments + Math.max(1, segments / STEP));
        return Math.max(segments, Math.min(limit, next));
    }
}

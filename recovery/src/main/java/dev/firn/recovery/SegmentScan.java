package dev.firn.recovery;

import dev.firn.log.SegmentHeaders.Header;

/// What one segment was found to hold.
///
/// @param start bytes from the segment's start to the restart point, below which everything was durable; 0 if it was
///     read from its first frame on
/// @param end bytes from the segment's start to where its frames end
/// @param full whether they reach its end
/// @param why for a segment that is not full: what was found there
/// @param life the life in force at the end
/// @param stable the largest position that one of its frames says was durable
/// @param stableBehind the same of whole frames behind the end
/// @param byDigest whether its digest was read in place of its frames
record SegmentScan(
        Header header,
        long start,
        long end,
        boolean full,
        String why,
        long life,
        long stable,
        long stableBehind,
        boolean byDigest,
        Tally tally) {
    /// Whether anything in this segment says that all segments before it were durable.
    boolean vouchesForEarlier() {
        return Math.max(stable, stableBehind) > 0;
    }
}

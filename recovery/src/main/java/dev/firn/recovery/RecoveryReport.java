package dev.firn.recovery;

import java.util.List;

/// What recovery found and did.
///
/// @param life the number of the life that begins
/// @param closedInOrder whether the store was closed before, not killed
/// @param segments segments in the store
/// @param segmentsRead of these, the ones that had frames
/// @param bytes bytes of frames that were read
/// @param breaks where heads ended in a break
/// @param rewritten bytes that were accepted without being known durable, and were made so
/// @param threads how many threads read
/// @param nanos how long it took
public record RecoveryReport(
        long life,
        boolean closedInOrder,
        int segments,
        int segmentsRead,
        long frames,
        long records,
        long bytes,
        List<Break> breaks,
        long rewritten,
        int threads,
        long nanos) {
    public RecoveryReport {
        breaks = List.copyOf(breaks);
    }

    /// The event is over, and this is what has come of it.
    void tell(dev.firn.pmem.event.Recovery event) {
        event.end(closedInOrder, segments, segmentsRead, frames, records, bytes, rewritten, threads);
    }

    /// The end of an append head that a crash left open.
    ///
    /// @param offset bytes from the segment's start
    /// @param why what was found there
    /// @param droppedSegments segments behind it that were never acknowledged
    public record Break(int head, int segment, long offset, String why, int droppedSegments) {}
}

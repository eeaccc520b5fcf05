package dev.firn.recovery;

import dev.firn.log.StoreFormat;
import java.util.List;

/// What recovery found and did.
///
/// @param life the number of the life that begins
/// @param closedInOrder whether the store was closed before, not killed
/// @param segments segments in the store
/// @param segmentsRead of these, the ones that had frames
/// @param records records in frames that were read: with a checkpoint, those of the tail behind it
/// @param bytes bytes of frames that were read: with a checkpoint, those of the tail behind it
/// @param breaks where heads ended in a break
/// @param rewritten bytes that were accepted without being known durable, and were made so
/// @param threads how many threads read
/// @param digests segments of which the digest was read in place of the frames
/// @param bytesRead bytes of frames, digests, heads of segments and the manifest that were looked at; what is behind a
///     torn end not counted
/// @param nanos how long it took
/// @param checkpoint whether there was a checkpoint, and it bounded what had to be read
/// @param format what the opening found; an opening for writing makes it that of this version
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
        int digests,
        long bytesRead,
        long nanos,
        Checkpoint checkpoint,
        StoreFormat format) {
    public RecoveryReport {
        breaks = List.copyOf(breaks);
    }

    /// The event is over, and this is what has come of it.
    void tell(dev.firn.pmem.event.Recovery event) {
        event.end(closedInOrder, segments, segmentsRead, frames, records, bytes, rewritten, threads);
    }

    /// What became of the newest checkpoint.
    public enum Checkpoint {
        /// The store has none: all of it was read.
        NONE,
        /// Only what was appended since was read.
        USED,
        /// Neither copy of its manifest could be read: all of the store was.
        UNREADABLE
    }

    /// The end of an append head that a crash left open.
    ///
    /// @param offset bytes from the segment's start
    /// @param why what was found there
    /// @param droppedSegments segments behind it that were never acknowledged
    public record Break(int head, int segment, long offset, String why, int droppedSegments) {}
}

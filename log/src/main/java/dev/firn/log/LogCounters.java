package dev.firn.log;

/// What a log has done since it was opened; exact when nobody is at work.
///
/// @param appends batches made durable
/// @param frameBytes bytes of the frames of commits
/// @param movedBytes bytes of the frames that cleaning wrote again
/// @param checkpointBytes bytes of the frames of checkpoints, and of the ends of their segments
/// @param padBytes bytes of the ends of other segments, which hold no records but may hold a digest
/// @param digestBytes bytes of digests
/// @param openings segments opened, each with one drain of its own
/// @param growths times the region grew
public record LogCounters(
        long appends,
        long frameBytes,
        long movedBytes,
        long checkpointBytes,
        long padBytes,
        long digestBytes,
        long openings,
        long growths) {}

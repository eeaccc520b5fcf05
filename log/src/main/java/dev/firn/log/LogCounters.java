package dev.firn.log;

/// What a log has done since it was opened; exact when nobody is at work.
///
/// @param appends batches made durable
/// @param frameBytes bytes of the frames of commits
/// @param movedBytes bytes of the frames that cleaning wrote again
/// @param checkpointBytes bytes of the frames of checkpoints
/// @param openings segments opened, each with one drain of its own
/// @param growths times the region grew
public record LogCounters(
        long appends, long frameBytes, long movedBytes, long checkpointBytes, long openings, long growths) {}

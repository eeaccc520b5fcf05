package dev.firn.log;

/// What a log has done since it was opened; exact when nobody is at work.
///
/// @param appends batches made durable
/// @param frameBytes bytes of their frames
/// @param openings segments opened, each with one drain of its own
/// @param growths times the region grew
public record LogCounters(long appends, long frameBytes, long openings, long growths) {}

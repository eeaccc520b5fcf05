package dev.firn.log;

/// What a [Scrub] has done.
///
/// @param bytes of frames whose checksum holds
/// @param found ranges that were found bad and not known before
/// @param passes times that everything was looked at
public record ScrubCounters(long bytes, long found, long passes) {}

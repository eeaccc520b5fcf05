package dev.firn.log;

import dev.firn.log.format.FrameKind;

/// What a [SegmentScanner] finds next.
public sealed interface Step {
    /// A frame whose checksum holds. `at` is its address in the region.
    record Frame(long at, int length, FrameKind kind) implements Step {}

    /// The segment is used up to its end.
    record End() implements Step {}

    /// No frame begins here: an end, a torn write, or damage. `offset` is from the start of the segment.
    record Broken(long offset, String why) implements Step {}
}

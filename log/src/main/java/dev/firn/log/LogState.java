package dev.firn.log;

import java.util.List;

/// What recovery found, and a log goes on from.
///
/// @param superblock of the new life, as written
/// @param heads by index; a head that never opened a segment may be missing at the end
/// @param nextStamp never seen on the medium
/// @param nextObject never seen on the medium
/// @param trimmed entries with smaller stamps are no longer wanted
/// @param readOnly nothing may be appended, and closing writes nothing
public record LogState(
        Superblock superblock,
        MappingTable mapping,
        SegmentTable segments,
        List<HeadState> heads,
        long nextStamp,
        long nextObject,
        long trimmed,
        boolean readOnly) {
    public LogState {
        heads = List.copyOf(heads);
    }

    /// Where a head goes on: in `open`, or, when that is null, in a segment still to be opened, behind `fullEnd`.
    ///
    /// @param fullEnd where a head without an open segment ends, or null if it never had one
    public record HeadState(long nextSequence, Tail open, Superblock.End fullEnd) {}

    /// An open segment's end; everything below `offset` is durable.
    public record Tail(int segment, int generation, long life, long sequence, long offset) {}
}

package dev.firn.log;

import dev.firn.log.format.SuperblockLayout;
import java.util.List;
import java.util.UUID;

/// What the superblock says. Immutable.
///
/// @param store the store's id, in every checksum
/// @param sequence counts superblock writes
/// @param life counts openings: never used twice
/// @param segmentCount segments that exist; the file may be longer after a crash while it grew
/// @param closed whether the log was closed in order; `ends` is then complete
/// @param ends per open head of a closed log, where it ends
public record Superblock(
        UUID store, long sequence, long life, int segmentBytes, int segmentCount, boolean closed, List<End> ends) {
    public Superblock {
        ends = List.copyOf(ends);
    }

    /// The end of a head: everything below it was durable when the log was closed.
    ///
    /// @param offset bytes from the start of its segment
    public record End(int segment, long offset) {}

    public static Superblock first(UUID store, int segmentBytes, int segmentCount) {
        return new Superblock(store, 1, 1, segmentBytes, segmentCount, false, List.of());
    }

    /// The next one, for a new life.
    public Superblock opened(long newLife) {
        return new Superblock(store, sequence + 1, newLife, segmentBytes, segmentCount, false, List.of());
    }

    /// The same store with another number of segments, not yet written.
    public Superblock withSegments(int count) {
        return new Superblock(store, sequence, life, segmentBytes, count, closed, ends);
    }

    Superblock grown(int count) {
        return new Superblock(store, sequence + 1, life, segmentBytes, count, false, List.of());
    }

    Superblock closedAt(List<End> where) {
        return new Superblock(store, sequence + 1, life, segmentBytes, segmentCount, true, where);
    }

    /// The address of a segment.
    public long base(int segment) {
        return SuperblockLayout.dataStart(segmentBytes) + (long) segment * segmentBytes;
    }

    /// Bytes of a region that holds all segments.
    public long regionBytes() {
        return base(segmentCount);
    }
}

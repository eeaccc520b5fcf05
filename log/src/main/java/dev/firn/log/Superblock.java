package dev.firn.log;

import dev.firn.log.format.Feature;
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
/// @param checkpoint where the newest complete checkpoint is, or [Checkpoint#NONE]
/// @param format as the last writer left it, and what was added since; it is always written as that of this version
public record Superblock(
        UUID store,
        long sequence,
        long life,
        int segmentBytes,
        int segmentCount,
        boolean closed,
        List<End> ends,
        Checkpoint checkpoint,
        StoreFormat format) {
    public Superblock {
        ends = List.copyOf(ends);
    }

    /// Where both copies of a checkpoint's manifest are.
    ///
    /// @param life the life they were written in
    public record Checkpoint(long address, long copy, long life) {
        public static final Checkpoint NONE = new Checkpoint(0, 0, 0);

        public boolean isThere() {
            return address != 0;
        }
    }

    /// The end of a head: everything below it was durable when the log was closed.
    ///
    /// @param offset bytes from the start of its segment
    public record End(int segment, long offset) {}

    public static Superblock first(UUID store, int segmentBytes, int segmentCount) {
        return new Superblock(
                store, 1, 1, segmentBytes, segmentCount, false, List.of(), Checkpoint.NONE, StoreFormat.NOW);
    }

    /// The next one, for a new life.
    public Superblock opened(long newLife) {
        return with(sequence + 1, newLife, segmentCount, false, List.of(), checkpoint);
    }

    /// The same store with another number of segments, not yet written.
    public Superblock withSegments(int count) {
        return with(sequence, life, count, closed, ends, checkpoint);
    }

    Superblock grown(int count) {
        return with(sequence + 1, life, count, false, List.of(), checkpoint);
    }

    Superblock closedAt(List<End> where) {
        return with(sequence + 1, life, segmentCount, true, where, checkpoint);
    }

    /// The next one, for a checkpoint that is complete.
    Superblock checkpointedAt(Checkpoint where) {
        return with(sequence + 1, life, segmentCount, false, List.of(), where);
    }

    /// Whether there was ever a checkpoint, so that segments may have been used again.
    public boolean hadCheckpoint() {
        return format.has(Feature.CHECKPOINT);
    }

    /// For a store whose checkpoint cannot be read: everything was found by reading all of it.
    public Superblock withoutCheckpoint() {
        return with(sequence, life, segmentCount, closed, ends, Checkpoint.NONE);
    }

    private Superblock with(
            long newSequence, long newLife, int count, boolean isClosed, List<End> where, Checkpoint newest) {
        boolean isNew = newest.isThere() || where.size() > SuperblockLayout.FIRST_HEADS;
        var features = isNew ? format.with(Feature.CHECKPOINT) : format;
        return new Superblock(store, newSequence, newLife, segmentBytes, count, isClosed, where, newest, features);
    }

    /// The segment that an address lies in.
    public int segmentOf(long address) {
        return (int) ((address - base(0)) / segmentBytes());
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

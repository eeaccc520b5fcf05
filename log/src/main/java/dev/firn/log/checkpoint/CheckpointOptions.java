package dev.firn.log.checkpoint;

/// When checkpoints are made, and of what size they are. Immutable: each `with...` returns a changed copy.
///
/// @param tailBytes a checkpoint is due when so many bytes of frames were appended since the one before
/// @param tailRecords or so many records
/// @param minNamed or when fewer segments than this may be opened, and others are free
/// @param maxNamed segments that a checkpoint names, at most
/// @param maxRuns runs that a checkpoint has, at most, where there is room for what it should say; 2 at least
/// @param blockObjects objects of which a run says in one block what it says of them, unless segments are small: a
///   power of two, 64 at least
public record CheckpointOptions(
        long tailBytes, long tailRecords, int minNamed, int maxNamed, int maxRuns, int blockObjects) {
    public CheckpointOptions {
        if (tailBytes < 1 || tailRecords < 1) throw new IllegalArgumentException("a tail of nothing");
        if (minNamed < 0 || maxNamed < 2 || maxNamed < 2 * minNamed) {
            throw new IllegalArgumentException("named segments: %d to %d".formatted(minNamed, maxNamed));
        }
        if (maxRuns < 2) throw new IllegalArgumentException("runs: " + maxRuns);
        if (blockObjects < 64 || Integer.bitCount(blockObjects) != 1) {
            throw new IllegalArgumentException("objects of a block: " + blockObjects);
        }
    }

    /// 64 MiB or a hundred thousand records.
    public static CheckpointOptions defaults() {
        return new CheckpointOptions(64 << 20, 100_000, 6, 128, 48, 4096);
    }

    public CheckpointOptions withTailBytes(long value) {
        return new CheckpointOptions(value, tailRecords, minNamed, maxNamed, maxRuns, blockObjects);
    }

    public CheckpointOptions withTailRecords(long value) {
        return new CheckpointOptions(tailBytes, value, minNamed, maxNamed, maxRuns, blockObjects);
    }

    public CheckpointOptions withNamed(int least, int most) {
        return new CheckpointOptions(tailBytes, tailRecords, least, most, maxRuns, blockObjects);
    }

    public CheckpointOptions withMaxRuns(int value) {
        return new CheckpointOptions(tailBytes, tailRecords, minNamed, maxNamed, value, blockObjects);
    }

    public CheckpointOptions withBlockObjects(int value) {
        return new CheckpointOptions(tailBytes, tailRecords, minNamed, maxNamed, maxRuns, value);
    }
}

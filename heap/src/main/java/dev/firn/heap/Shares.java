package dev.firn.heap;

/// How the last segments of a log are shared out, so that nobody waits for room that only he himself could make.
///
/// The one whose work gives room back may take more of them than the one who waits for it: a checkpoint all, the
/// cleaner all but those of a checkpoint, deletions all but those of the two, and everybody else leaves one to
/// deletions.
///
/// @param segments there are, at most
/// @param checkpoint segments that a checkpoint of all objects takes
/// @param heads append heads that may have a segment open that is hardly used yet
/// @param unit segments of the longest commit: they are emptied together
/// @param filled bytes that a segment holds when it is full, whatever the last record of it was
record Shares(int segments, int checkpoint, int heads, int unit, int filled) {
    private static final int DELETIONS = 1;

    /// What the cleaner copies gives room back only when a whole segment is done. The copies of one segment fit into
    /// one: where segments are few, they go to any class that has room.
    private static final int FOR_CLEANER = 2;

    /// One of all objects is not made in need: one of the changes takes less, which is asked for apart.
    private static final int MOST_FOR_CHECKPOINT = 2;

    /// One in 50 segments is kept for garbage: the less there is, the more is copied to win a segment.
    private static final double FULLEST = 0.98;

    /// So many segments that may be opened the cleaner leaves: without a checkpoint no others ever may.
    int ofCleaner() {
        return Math.min(checkpoint, MOST_FOR_CHECKPOINT);
    }

    /// So many a commit leaves that adds nothing.
    int ofDeletions() {
        return ofCleaner() + FOR_CLEANER + unit - 1;
    }

    /// So many any other commit leaves.
    int ofUsers() {
        return ofDeletions() + DELETIONS;
    }

    /// Bytes that may be wanted, at most: the newest checkpoint has its segments while the next one takes others, and
    /// the last one that a commit may open is still empty.
    long limit() {
        int holding = segments - ofUsers() - 1 - checkpoint - heads;
        return (long) (FULLEST * Math.max(0, holding) * filled);
    }
}

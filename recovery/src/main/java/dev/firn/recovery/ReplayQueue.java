package dev.firn.recovery;

import dev.firn.log.Entry;
import dev.firn.log.Records;
import dev.firn.log.format.RecordKind;

/// Records on their way into a [Replay]: one of these a thread. Their places in the tables are touched all together
/// before the first of them is locked, so that the processor waits for memory once for many, not once for each.
final class ReplayQueue {
    private static final int LENGTH = 64;

    private final Replay replay;
    private final long[] objects = new long[LENGTH];
    private final long[] commits = new long[LENGTH];
    private final long[] moves = new long[LENGTH];
    private final long[] entries = new long[LENGTH];
    private int length;

    /// So that touching is not found to be useless.
    private long touched;

    ReplayQueue(Replay replay) {
        this.replay = replay;
    }

    /// Takes a record, if it is of an object.
    ///
    /// @param stamp of its frame
    /// @param original of a moved record: the commit stamp of what was moved
    void record(RecordKind kind, long object, long stamp, long original, long address, int footprint) {
        long entry = Records.entry(kind, address, footprint);
        if (entry == Entry.NONE) return;
        boolean moved = kind.isMoved();
        objects[length] = object;
        commits[length] = moved ? original : stamp;
        moves[length] = moved ? stamp : 0;
        entries[length] = entry;
        if (++length == LENGTH) flush();
    }

    /// What was taken so far is in the tables.
    void flush() {
        long sum = 0;
        for (int i = 0; i < length; i++) sum += replay.touch(objects[i]);
        touched = sum;
        for (int i = 0; i < length; i++) replay.apply(objects[i], commits[i], moves[i], entries[i]);
        length = 0;
    }
}

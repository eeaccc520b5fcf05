package dev.firn.recovery;

import dev.firn.log.Entry;
import dev.firn.log.Records;
import dev.firn.log.format.RecordKind;
import java.util.Arrays;

/// Records on their way into a [Replay], many together: one of these a thread.
final class ReplayQueue {
    private static final int LENGTH = 64;

    private final Replay replay;
    private long[] objects = new long[LENGTH];
    private long[] commits = new long[LENGTH];
    private long[] moves = new long[LENGTH];
    private long[] entries = new long[LENGTH];
    private int length;
    private boolean holds;

    /// So that reading ahead is not found to be useless.
    private long touched;

    ReplayQueue(Replay replay) {
        this.replay = replay;
    }

    /// Keeps all records until the next [#flush] or [#drop].
    void hold() {
        holds = true;
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
        if (++length == objects.length) full();
    }

    private void full() {
        if (holds) grow();
        else flush();
    }

    private void grow() {
        objects = Arrays.copyOf(objects, 2 * length);
        commits = Arrays.copyOf(commits, 2 * length);
        moves = Arrays.copyOf(moves, 2 * length);
        entries = Arrays.copyOf(entries, 2 * length);
    }

    /// What was taken so far is in the mapping.
    void flush() {
        touched += replay.apply(objects, commits, moves, entries, length);
        drop();
    }

    /// Forgets what was taken since the last [#flush].
    void drop() {
        length = 0;
        holds = false;
    }
}

package dev.firn.log;

import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.View;

/// The records of a frame, in order: a cursor that stands on one at a time.
public final class FrameRecords {
    private View view;
    private long distance;
    private int left;
    private long record;
    private long next;
    private RecordKind kind;

    /// Stands nowhere until [#start].
    public FrameRecords() {}

    /// Goes before the first record of the frame at `frame`.
    public void start(View of, long frame) {
        start(of, frame, frame);
    }

    /// The same for a frame whose copy begins at `copy` in a view of its own.
    public void start(View of, long copy, long frame) {
        view = of;
        distance = frame - copy;
        left = FrameLayout.count(of, copy);
        next = copy + FrameLayout.BYTES;
    }

    /// Goes to the next record, if there is one.
    public boolean next() {
        if (left == 0) return false;
        left--;
        record = next;
        kind = Records.kind(view, record);
        next = record + footprint();
        return true;
    }

    /// The record's address, in the region also where a copy is read.
    public long record() {
        return record + distance;
    }

    public RecordKind kind() {
        return kind;
    }

    public long object() {
        return RecordLayout.object(view, record);
    }

    /// Adds a copy of the record, with its commit stamp, to `batch`.
    void move(Batch batch, long commit) {
        batch.move(view, record, commit);
    }

    /// Of a moved record: the commit stamp of what was moved.
    public long stamp() {
        return RecordLayout.stamp(view, record);
    }

    /// Of a `TRIM`: entries with smaller stamps are no longer wanted.
    public long trimmed() {
        return Records.trimmed(view, record);
    }

    /// Bytes of the content.
    public int length() {
        return RecordLayout.length(view, record);
    }

    /// Bytes it takes in its frame.
    public int footprint() {
        return RecordLayout.footprint(kind, RecordLayout.length(view, record));
    }
}

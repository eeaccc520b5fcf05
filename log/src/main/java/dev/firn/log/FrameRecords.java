package dev.firn.log;

import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.View;

/// The records of a frame, in order: a cursor that stands on one at a time.
public final class FrameRecords {
    private View view;
    private int left;
    private long record;
    private long next;
    private RecordKind kind;

    /// Stands nowhere until [#start].
    public FrameRecords() {}

    /// Goes before the first record of the frame at `frame`.
    public void start(View of, long frame) {
        view = of;
        left = FrameLayout.count(of, frame);
        next = frame + FrameLayout.BYTES;
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

    /// The record's address.
    public long record() {
        return record;
    }

    public RecordKind kind() {
        return kind;
    }

    public long object() {
        return RecordLayout.object(view, record);
    }

    /// Bytes it takes in its frame.
    public int footprint() {
        return RecordLayout.footprint(kind, RecordLayout.length(view, record));
    }
}

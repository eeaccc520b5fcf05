package dev.firn.heap.check;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.TrimLayout;
import dev.firn.pmem.View;

/// Goes through the records of frames, trusting none of their lengths. For one thread.
final class RecordWalk {
    private final View view;
    private final Newest newest;
    private final Findings findings;

    RecordWalk(View view, Newest newest, Findings findings) {
        this.view = view;
        this.newest = newest;
        this.findings = findings;
    }

    /// Marks the records of the frame and takes what they say.
    void take(SegmentSurvey survey, long frame, FrameKind kind) {
        long end = frame + FrameLayout.length(view, frame);
        long stamp = FrameLayout.stamp(view, frame);
        long at = frame + FrameLayout.BYTES;
        for (int left = FrameLayout.count(view, frame); left > 0; left--) {
            int bytes = check(at, end, kind, stamp);
            if (bytes < 0) return;
            survey.markRecord(at);
            survey.recordCount++;
            survey.recordBytes += bytes;
            survey.lastRecordStamp = Math.max(survey.lastRecordStamp, stamp);
            apply(survey, at, stamp);
            at += bytes;
        }
        if (at != end) {
            findings.add(
                    FindingKind.FRAME_COUNT,
                    frame,
                    "records up to its end, byte %d".formatted(end - frame),
                    "%d records up to byte %d".formatted(FrameLayout.count(view, frame), at - frame));
        }
    }

    /// Bytes of the record at `at`, or -1 when there is none.
    private int check(long at, long end, FrameKind frame, long stamp) {
        var kind = at + RecordLayout.BYTES <= end ? RecordKind.of(RecordLayout.kindCode(view, at)).orElse(null) : null;
        if (kind == null || isOf(kind) != frameOf(frame)) {
            String found =
                    at + RecordLayout.BYTES > end ? "the end of the frame" : "code " + RecordLayout.kindCode(view, at);
            findings.add(FindingKind.RECORD_KIND, at, "a record that a frame " + frame + " holds", found);
            return -1;
        }
        int length = RecordLayout.length(view, at);
        int bytes = RecordLayout.footprint(kind, length);
        if (bytes > end - at) {
            findings.add(FindingKind.RECORD_LENGTH, at, "at most %d bytes".formatted(end - at), "" + bytes);
            return -1;
        }
        padding(at, at + RecordLayout.headBytes(kind) + length, at + bytes);
        object(at, kind);
        if (kind.isMoved() && (RecordLayout.stamp(view, at) < 1 || RecordLayout.stamp(view, at) > stamp)) {
            findings.add(
                    FindingKind.RECORD_STAMP,
                    at,
                    "a commit before the move " + stamp,
                    "" + RecordLayout.stamp(view, at));
        }
        if (kind == RecordKind.TRIM && (length != Long.BYTES || trimmed(at) > stamp)) {
            findings.add(FindingKind.TRIM_BOUND, at, "a bound of at most " + stamp, "" + trimmed(at));
        }
        return bytes;
    }

    /// What may lie together.
    private enum Company {
        COMMITTED,
        MOVED,
        CHECKPOINT
    }

    private static Company isOf(RecordKind kind) {
        if (kind.isMoved()) return Company.MOVED;
        return kind == RecordKind.CHECKPOINT ? Company.CHECKPOINT : Company.COMMITTED;
    }

    private static Company frameOf(FrameKind kind) {
        return switch (kind) {
            case BATCH, PART, LIFE, PAD -> Company.COMMITTED;
            case MOVE -> Company.MOVED;
            case CHECKPOINT -> Company.CHECKPOINT;
        };
    }

    private void padding(long record, long from, long to) {
        for (long at = from; at < to; at++) {
            if (view.getByte(at) == 0) continue;
            findings.add(FindingKind.RECORD_PADDING, record, "zeros behind its content", "byte " + view.getByte(at));
            return;
        }
    }

    private void object(long at, RecordKind kind) {
        long object = RecordLayout.object(view, at);
        boolean needs = kind.isVersion() || kind.isTombstone();
        if (needs == (object != 0)) return;
        findings.add(FindingKind.RECORD_OBJECT, at, (needs ? "an" : "no") + " object in a record " + kind, "" + object);
    }

    private void apply(SegmentSurvey survey, long at, long stamp) {
        var kind = RecordKind.of(RecordLayout.kindCode(view, at)).orElseThrow();
        if (!kind.isVersion() && !kind.isTombstone()) return;
        survey.objectRecords++;
        long object = RecordLayout.object(view, at);
        long commit = kind.isMoved() ? RecordLayout.stamp(view, at) : stamp;
        long move = kind.isMoved() ? stamp : 0;
        if (newest.take(object, commit, move, kind.isTombstone() ? ~at : at)) {
            findings.add(
                    FindingKind.RECORD_OBJECT,
                    at,
                    "one record of object %d in commit %d".formatted(object, commit),
                    "two");
        }
    }

    private long trimmed(long record) {
        return TrimLayout.bound(view, record + RecordLayout.BYTES);
    }
}

package dev.firn.heap.check;

import dev.firn.log.DigestReader;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;

/// Compares the digests of segments with their frames: an opening may go by either.
final class DigestCheck {
    private final Survey survey;
    private final Findings findings;
    private final DigestReader digest;

    DigestCheck(Survey survey, Findings findings) {
        this.survey = survey;
        this.findings = findings;
        this.digest = new DigestReader(survey.view, survey.superblock);
    }

    void run() {
        for (var segment : survey.kept()) if (digest.start(segment.header)) compare(segment);
    }

    /// Frame by frame, whether they count or not: an opening by frames does not know that before it has all of them
    /// either.
    private void compare(SegmentSurvey segment) {
        for (int i = 0; i < segment.frames(); i++) {
            long frame = segment.frame(i);
            if (FrameLayout.kindCode(survey.view, frame) == FrameKind.PAD.code()) break;
            if (!isFrame(frame) || !hasItsRecords(frame)) return;
        }
        if (digest.nextFrame()) wrong(segment.base, "a frame %s at 0x%x".formatted(digest.kind(), digest.frame()));
    }

    private boolean isFrame(long frame) {
        boolean isIt =
                digest.nextFrame()
                        && digest.frame() == frame
                        && digest.kind().code() == FrameLayout.kindCode(survey.view, frame)
                        && digest.stamp() == FrameLayout.stamp(survey.view, frame);
        if (!isIt) wrong(frame, "a frame %s, stamp %d".formatted(digest.kind(), digest.stamp()));
        return isIt;
    }

    private boolean hasItsRecords(long frame) {
        int listed = 0;
        for (; digest.nextRecord(); listed++) {
            if (isThere(digest.record())) continue;
            wrong(digest.record(), "%s of object %d".formatted(digest.recordKind(), digest.object()));
            return false;
        }
        int records = FrameLayout.count(survey.view, frame);
        if (listed != records) wrong(frame, listed + " records, where the frame has " + records);
        return listed == records;
    }

    /// Inside the segment it is: a digest is only read when its lengths fit.
    private boolean isThere(long record) {
        var kind = digest.recordKind();
        return RecordLayout.kindCode(survey.view, record) == kind.code()
                && RecordLayout.object(survey.view, record) == digest.object()
                && RecordLayout.footprint(kind, RecordLayout.length(survey.view, record)) == digest.footprint()
                && (!kind.isMoved() || RecordLayout.stamp(survey.view, record) == digest.commit());
    }

    private void wrong(long at, String found) {
        findings.add(FindingKind.SEGMENT_DIGEST, at, "a digest that lists what the frames hold", found);
    }
}

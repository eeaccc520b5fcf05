package dev.firn.heap.check;

import dev.firn.log.DigestReader;
import dev.firn.log.format.DigestLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.TrimLayout;

/// Compares the digests of segments with their frames: an opening may go by either.
final class DigestCheck {
    private final Survey survey;
    private final Findings findings;
    private final DigestReader digest;
    private final DigestSeals seals;
    private long stable;
    private long lastStamp;
    private long trimmed;

    DigestCheck(Survey survey, Findings findings) {
        this.survey = survey;
        this.findings = findings;
        this.digest = new DigestReader(survey.view, survey.superblock);
        this.seals = new DigestSeals(survey.view, survey.superblock);
    }

    void run() {
        for (var segment : survey.kept()) {
            if (digest.start(segment.header)) compare(segment);
            else if (seals.holds(segment.header)) wrong(seals.at(segment.header), "one that nobody can read");
        }
    }

    /// Frame by frame, whether they count or not: an opening by frames does not know that before it has all of them
    /// either.
    private void compare(SegmentSurvey segment) {
        stable = lastStamp = trimmed = 0;
        for (int i = 0; i < segment.frames(); i++) {
            long frame = segment.frame(i);
            if (FrameLayout.kindCode(survey.view, frame) == FrameKind.PAD.code()) break;
            if (!isFrame(frame) || !hasItsRecords(frame)) return;
            stable = Math.max(stable, FrameLayout.stable(survey.view, frame));
            lastStamp = Math.max(lastStamp, FrameLayout.stamp(survey.view, frame));
        }
        if (digest.nextFrame()) wrong(segment.base, "a frame %s at 0x%x".formatted(digest.kind(), digest.frame()));
        else compareNumbers(seals.at(segment.header));
    }

    /// Those that are not needed to read the list.
    private void compareNumbers(long at) {
        number(at, "stable", stable, DigestLayout.stable(survey.view, at));
        number(at, "lastStamp", lastStamp, DigestLayout.lastStamp(survey.view, at));
        number(at, "trimmed", trimmed, DigestLayout.trimmed(survey.view, at));
    }

    private void number(long at, String name, long expected, long found) {
        if (found != expected) wrong(at, "%s %d, by the frames %d".formatted(name, found, expected));
    }

    private boolean isFrame(long frame) {
        boolean isIt =
                digest.nextFrame()
                        && digest.frame() == frame
                        && digest.kind().code() == FrameLayout.kindCode(survey.view, frame)
                        && digest.stamp() == FrameLayout.stamp(survey.view, frame)
                        && isSamePart(frame);
        if (!isIt) wrong(frame, "a frame %s, stamp %d".formatted(digest.kind(), digest.stamp()));
        return isIt;
    }

    private boolean isSamePart(long frame) {
        return digest.isLastPart() == FrameLayout.isLastPart(survey.view, frame)
                && digest.part() == FrameLayout.part(survey.view, frame);
    }

    private boolean hasItsRecords(long frame) {
        int listed = 0;
        for (; digest.nextRecord(); listed++) {
            if (isThere(digest.record())) {
                note(digest.record());
                continue;
            }
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

    private void note(long record) {
        if (digest.recordKind() != RecordKind.TRIM) return;
        trimmed = Math.max(trimmed, TrimLayout.bound(survey.view, record + RecordLayout.BYTES));
    }

    private void wrong(long at, String found) {
        findings.add(FindingKind.SEGMENT_DIGEST, at, "a digest that lists what the frames hold", found);
    }
}

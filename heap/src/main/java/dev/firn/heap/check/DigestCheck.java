package dev.firn.heap.check;

import dev.firn.log.DigestReader;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;

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

    private void compare(SegmentSurvey segment) {
        long listed = 0;
        while (digest.nextFrame()) {
            while (digest.nextRecord()) {
                if (!isThere(segment, digest.record())) {
                    wrong(
                            segment,
                            "%s of object %d at 0x%x, commit %d"
                                    .formatted(digest.recordKind(), digest.object(), digest.record(), digest.commit()));
                    return;
                }
                listed++;
            }
        }
        long records = records(segment);
        if (listed != records) wrong(segment, listed + " records, where frames have " + records);
    }

    private boolean isThere(SegmentSurvey segment, long record) {
        return segment.isRecord(record)
                && survey.kind(record) == digest.recordKind()
                && survey.object(record) == digest.object()
                && survey.footprint(record) == digest.footprint()
                && survey.commit(record) == digest.commit();
    }

    private long records(SegmentSurvey segment) {
        long records = 0;
        for (int i = 0; i < segment.frames(); i++) {
            long frame = segment.frame(i);
            switch (FrameKind.of(FrameLayout.kindCode(survey.view, frame)).orElseThrow()) {
                case BATCH, PART, MOVE -> records += FrameLayout.count(survey.view, frame);
                case LIFE, PAD, CHECKPOINT -> {}
            }
        }
        return records;
    }

    private void wrong(SegmentSurvey segment, String found) {
        findings.add(FindingKind.SEGMENT_DIGEST, segment.base, "a digest that lists what the frames hold", found);
    }
}

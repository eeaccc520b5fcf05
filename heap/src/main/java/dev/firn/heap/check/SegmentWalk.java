package dev.firn.heap.check;

import dev.firn.heap.check.FrameReader.Whole;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.Superblock;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.TrimLayout;
import dev.firn.pmem.View;
import java.util.Arrays;

/// Finds the whole frames of segments and checks their heads. For one thread.
final class SegmentWalk {
    /// Writers at work may write their frames in another order than that of their stamps.
    private static final int DISORDER = 1 << 16;

    private static final int MAX_BEHIND = 1 << 20;

    private final View view;
    private final Superblock superblock;
    private final long lastLife;
    private final Findings findings;
    private final FrameReader reader;

    SegmentWalk(View view, Superblock superblock, long lastLife, Findings findings) {
        this.view = view;
        this.superblock = superblock;
        this.lastLife = lastLife;
        this.findings = findings;
        this.reader = new FrameReader(view, superblock);
    }

    SegmentSurvey run(Header header) {
        var survey = new SegmentSurvey(header, superblock.base(header.segment()), superblock.segmentBytes());
        reader.start(header);
        long at = SegmentLayout.FRAMES;
        survey.life = survey.servedLife = header.life();
        while (true) {
            if (superblock.segmentBytes() - at < FrameLayout.BYTES) return full(survey);
            var frame = reader.next(at, survey.life);
            if (frame == null) break;
            survey.life = frame.life();
            take(survey, frame);
            if (frame.kind() == FrameKind.PAD) return full(survey);
            at += frame.length();
        }
        survey.end = at;
        behind(survey);
        return survey;
    }

    private SegmentSurvey full(SegmentSurvey survey) {
        survey.full = true;
        return survey;
    }

    private void take(SegmentSurvey survey, Whole frame) {
        head(survey, frame);
        survey.addFrame(frame.offset());
        survey.stable = Math.max(survey.stable, FrameLayout.stable(view, survey.base + frame.offset()));
        if (frame.kind() == FrameKind.PAD) return;
        if (frame.kind() != FrameKind.LIFE) survey.servedLife = frame.life();
        if (frame.kind() == FrameKind.BATCH) trim(survey, survey.base + frame.offset() + FrameLayout.BYTES);
        long stamp = FrameLayout.stamp(view, survey.base + frame.offset());
        survey.firstStamp = Math.min(survey.firstStamp, stamp);
        survey.lastStamp = Math.max(survey.lastStamp, stamp);
    }

    /// Needed before records are read: it says which segments need not be there.
    private void trim(SegmentSurvey survey, long record) {
        if (RecordLayout.kindCode(view, record) != RecordKind.TRIM.code()) return;
        survey.trimmed = Math.max(survey.trimmed, TrimLayout.bound(view, record + RecordLayout.BYTES));
    }

    private void head(SegmentSurvey survey, Whole frame) {
        long at = survey.base + frame.offset();
        int hint = (int) (frame.life() % FrameLayout.LIFE_HINTS);
        if (FrameLayout.lifeHint(view, at) != hint) {
            findings.add(FindingKind.FRAME_LIFE, at, "the hint " + hint, "" + FrameLayout.lifeHint(view, at));
        }
        long stable = FrameLayout.stable(view, at);
        boolean known = stable == 0 || stable == SegmentLayout.FRAMES || stable == frame.offset();
        if (stable > frame.offset() || !known && !survey.isFrame(stable)) {
            findings.add(
                    FindingKind.FRAME_STABLE,
                    at,
                    "0 or where a frame before ends, at most " + frame.offset(),
                    "" + stable);
        }
        stamp(survey, frame, at);
        boolean counted = FrameLayout.count(view, at) > 0;
        boolean holds = frame.kind() != FrameKind.LIFE && frame.kind() != FrameKind.PAD;
        if (counted != holds) {
            findings.add(
                    FindingKind.FRAME_COUNT,
                    at,
                    (holds ? "records" : "no record") + " in a frame of the kind " + frame.kind(),
                    "" + FrameLayout.count(view, at));
        }
        if (frame.kind() == FrameKind.PART) return;
        if (FrameLayout.part(view, at) != 0 || !FrameLayout.isLastPart(view, at)) {
            findings.add(
                    FindingKind.FRAME_PART,
                    at,
                    "part 0, the last",
                    "part " + FrameLayout.part(view, at) + (FrameLayout.isLastPart(view, at) ? "" : ", not the last"));
        }
    }

    private void stamp(SegmentSurvey survey, Whole frame, long at) {
        if (frame.kind() == FrameKind.PAD) return;
        long stamp = FrameLayout.stamp(view, at);
        if (stamp == 0 || stamp + DISORDER < survey.lastStamp) {
            findings.add(FindingKind.FRAME_STAMP, at, "a stamp that is not below " + survey.lastStamp, "" + stamp);
        }
        if (stamp + DISORDER < survey.header.firstStamp()) {
            findings.add(
                    FindingKind.SEGMENT_STAMP,
                    survey.base,
                    "a first stamp that no frame is below, at most " + stamp,
                    "" + survey.header.firstStamp());
        }
    }

    /// What lies behind the break counts only if the break is damage.
    private void behind(SegmentSurvey survey) {
        var found = new int[16];
        int count = 0;
        long life = survey.life;
        var frame = reader.seek(survey.end, life, lastLife);
        while (frame != null && count < MAX_BEHIND) {
            if (count == found.length) found = Arrays.copyOf(found, count * 2);
            found[count++] = frame.offset();
            long stable = FrameLayout.stable(view, survey.base + frame.offset());
            survey.stableBehind = Math.max(survey.stableBehind, stable);
            if (frame.kind() == FrameKind.PAD) break;
            life = frame.life();
            long next = frame.offset() + (long) frame.length();
            var follows = reader.next(next, life);
            frame = follows != null ? follows : reader.seek(next, life, lastLife);
        }
        survey.behind = Arrays.copyOf(found, count);
    }
}

package dev.firn.heap.check;

import dev.firn.log.Log;
import dev.firn.log.RestartPoint;
import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.RecordLayout;
import java.util.HashSet;

/// Compares what a manifest says with what lies in the log before its restart points: an opening looks nowhere but
/// behind them, and believes the manifest of all else.
///
/// Numbers that are too large by little harm nobody and may be right: ids can have been given out and never used.
final class ManifestCheck {
    private final Survey survey;
    private final Findings findings;
    private final Manifest manifest;
    private final long at;
    private final Checkpointed log;

    /// @param at the address of the manifest
    ManifestCheck(Survey survey, Findings findings, Manifest manifest, long at, Checkpointed log) {
        this.survey = survey;
        this.findings = findings;
        this.manifest = manifest;
        this.at = at;
        this.log = log;
    }

    /// @param captured bytes that it says were live in all segments but those of checkpoints; negative when unknown
    void run(long captured) {
        stamp();
        nextObject();
        segmentCount();
        if (captured >= 0) live(captured);
        manifest.restarts().forEach(this::restart);
        named();
    }

    /// The opening gives out larger stamps only, so none before the restart points may be as large.
    private void stamp() {
        long last = 0;
        for (var segment : survey.kept()) {
            for (int i = 0; i < segment.frames(); i++) {
                long frame = segment.frame(i);
                if (!log.isBefore(frame) || isPad(frame)) continue;
                last = Math.max(last, FrameLayout.stamp(survey.view, frame));
            }
        }
        var own = survey.at(at);
        long most = own == null ? Long.MAX_VALUE : FrameLayout.stamp(survey.view, own.frameOf(at));
        if (manifest.stamp() > last && manifest.stamp() <= most) return;
        wrong("a stamp above %d, at most %d".formatted(last, most), "" + manifest.stamp());
    }

    /// The opening gives out larger ids only.
    private void nextObject() {
        boolean fits = manifest.nextObject() > log.lastObject() && manifest.nextObject() - 1 <= RecordLayout.MAX_OBJECT;
        if (!fits) wrong("a next object above " + log.lastObject(), "" + manifest.nextObject());
    }

    /// To an opening, segments from the count on hold nothing that is older than the manifest.
    private void segmentCount() {
        int count = manifest.segmentCount();
        if (count < 1 || count > survey.superblock.segmentCount()) {
            wrong("at most %d segments".formatted(survey.superblock.segmentCount()), "" + count);
        }
        for (int segment : log.shown().keySet()) {
            if (segment >= count) wrong("more segments than %d, which is in use".formatted(segment), "" + count);
        }
    }

    /// When it was written, what was live at the capture had changed by what was committed since. What is shown of the
    /// time before the capture was live all the time.
    private void live(long captured) {
        long most = captured + since();
        if (manifest.live() >= log.live() && manifest.live() <= most) return;
        wrong("from %d to %d live bytes".formatted(log.live(), most), "" + manifest.live());
    }

    private long since() {
        long bytes = 0;
        for (var segment : survey.kept()) {
            if (Log.isOfCheckpoints(segment.header.head())) {
                bytes += survey.superblock.segmentBytes();
                continue;
            }
            for (int i = 0; i < segment.frames(); i++) {
                long frame = segment.frame(i);
                if (!log.isBefore(frame) && !isPad(frame)) bytes += FrameLayout.length(survey.view, frame);
            }
        }
        return bytes;
    }

    /// Where the head of its segment is another, an opening refuses.
    private void restart(RestartPoint restart) {
        if (restart.life() > manifest.life() || !restart.isOpened() && restart.life() != manifest.life()) {
            wrong("a restart of life " + manifest.life(), "" + restart);
        }
        var segment = survey.all().stream().filter(s -> s.header.segment() == restart.segment()).findFirst();
        if (segment.isEmpty() || segment.get().rotten) return;
        if (!isPlace(segment.get(), restart.offset())) wrong("a restart where a frame begins", "" + restart);
        long life = lifeAt(segment.get(), restart.offset());
        if (restart.life() != life) wrong("a restart of life " + life, "" + restart);
    }

    private boolean isPlace(SegmentSurvey segment, long offset) {
        boolean isFull = survey.superblock.segmentBytes() - offset < FrameLayout.BYTES;
        return offset == segment.end || segment.isFrame(offset) || isFull && offset > segment.frame(0) - segment.base;
    }

    private long lifeAt(SegmentSurvey segment, long offset) {
        long life = segment.header.life();
        for (int i = 0; i < segment.frames(); i++) {
            long frame = segment.frame(i);
            boolean begins = FrameLayout.kindCode(survey.view, frame) == FrameKind.LIFE.code();
            if (frame - segment.base < offset && begins) life = LifeLayout.life(survey.view, frame);
        }
        return life;
    }

    /// To an opening, a named segment is free, or what is in it was written since.
    private void named() {
        var seen = new HashSet<Integer>();
        for (var named : manifest.named()) {
            int segment = named.segment();
            if (segment < 0 || segment >= manifest.segmentCount() || !seen.add(segment)) {
                named(segment, "each of %d segments once at most".formatted(manifest.segmentCount()));
                continue;
            }
            if (log.shown().containsKey(segment)) named(segment, "a segment that was free, or has been opened since");
        }
    }

    private void named(int segment, String expected) {
        findings.add(FindingKind.CHECKPOINT_NAMED, at, expected, "segment " + segment);
    }

    private boolean isPad(long frame) {
        return FrameLayout.kindCode(survey.view, frame) == FrameKind.PAD.code();
    }

    private void wrong(String expected, String found) {
        findings.add(FindingKind.CHECKPOINT_MANIFEST, at, expected, found);
    }
}

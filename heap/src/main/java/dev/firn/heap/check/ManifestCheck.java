package dev.firn.heap.check;

import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.RestartPoint;
import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import java.util.HashMap;
import java.util.Map;

/// Compares the numbers in a manifest with what lies in the log before its restart points: an opening looks nowhere but
/// behind them, and believes the manifest of all else.
///
/// Numbers that are too large by little harm nobody and may be right: ids can have been given out and never used.
final class ManifestCheck {
    private final Survey survey;
    private final Findings findings;
    private final Manifest manifest;
    private final long at;
    private final Map<Integer, RestartPoint> restarts = new HashMap<>();

    /// @param at the address of the manifest
    ManifestCheck(Survey survey, Findings findings, Manifest manifest, long at) {
        this.survey = survey;
        this.findings = findings;
        this.manifest = manifest;
        this.at = at;
        manifest.restarts().forEach(restart -> restarts.put(restart.head(), restart));
    }

    /// @param captured bytes that it says were live in all segments but those of checkpoints; negative when unknown
    void run(long captured) {
        stamp();
        nextObject();
        segmentCount();
        if (captured >= 0) live(captured);
    }

    /// The opening gives out larger stamps only, so none before the restart points may be as large.
    private void stamp() {
        long last = 0;
        for (var segment : survey.kept()) {
            for (int i = 0; i < segment.frames(); i++) {
                long frame = segment.frame(i);
                boolean counts = isBefore(frame) && FrameLayout.kindCode(survey.view, frame) != FrameKind.PAD.code();
                if (counts) last = Math.max(last, FrameLayout.stamp(survey.view, frame));
            }
        }
        var own = survey.at(at);
        long most = own == null ? Long.MAX_VALUE : FrameLayout.stamp(survey.view, own.frameOf(at));
        if (manifest.stamp() > last && manifest.stamp() <= most) return;
        wrong("a stamp above %d, at most %d".formatted(last, most), "" + manifest.stamp());
    }

    /// The opening gives out larger ids only.
    private void nextObject() {
        long[] last = {0};
        survey.newest.forEach(object -> {
            if (isBefore(survey.newest.address(object))) last[0] = object;
        });
        boolean fits = manifest.nextObject() > last[0] && manifest.nextObject() - 1 <= RecordLayout.MAX_OBJECT;
        if (!fits) wrong("a next object above " + last[0], "" + manifest.nextObject());
    }

    /// To an opening, segments from the count on hold nothing that is older than the manifest.
    private void segmentCount() {
        int count = manifest.segmentCount();
        if (count < 1 || count > survey.superblock.segmentCount()) {
            wrong("at most %d segments".formatted(survey.superblock.segmentCount()), "" + count);
            return;
        }
        long[] found = {-1};
        eachShown(record -> {
            int segment = survey.superblock.segmentOf(record);
            if (segment >= count && isBefore(record)) found[0] = segment;
        });
        if (found[0] >= 0) wrong("more segments than %d, which is in use".formatted(found[0]), count + " segments");
    }

    /// When it was written, what was live at the capture had changed by what was committed since. What is shown of the
    /// time before the capture was live all the time.
    private void live(long captured) {
        long[] least = {0};
        survey.newest.forEach(object -> {
            if (isBefore(survey.newest.address(object))) eachOf(object, record -> least[0] += bytes(record));
        });
        long most = captured + since();
        if (manifest.live() >= least[0] && manifest.live() <= most) return;
        wrong("from %d to %d live bytes".formatted(least[0], most), "" + manifest.live());
    }

    private long since() {
        long bytes = 0;
        for (var segment : survey.kept()) {
            if (segment.header.head() == Log.CHECKPOINT_HEAD) {
                bytes += survey.superblock.segmentBytes();
                continue;
            }
            for (int i = 0; i < segment.frames(); i++) {
                boolean counts = !isBefore(segment.frame(i)) && kind(segment.frame(i)) != FrameKind.PAD.code();
                if (counts) bytes += FrameLayout.length(survey.view, segment.frame(i));
            }
        }
        return bytes;
    }

    private int kind(long frame) {
        return FrameLayout.kindCode(survey.view, frame);
    }

    private interface Visitor {
        void visit(long record);
    }

    private void eachShown(Visitor visitor) {
        survey.newest.forEach(object -> eachOf(object, visitor));
    }

    /// The records that the object's newest version is made of; chains that make no sense were found elsewhere.
    private void eachOf(long object, Visitor visitor) {
        long record = survey.newest.address(object);
        for (int links = 0; survey.isRecord(record) && links <= Short.MAX_VALUE; links++) {
            visitor.visit(record);
            if (survey.kind(record) != RecordKind.DELTA) return;
            record = Entry.address(RecordLayout.previous(survey.view, record));
        }
    }

    private int bytes(long record) {
        return Entry.sizeBytes(survey.entry(record));
    }

    /// Whether an opening believes the checkpoint of what is there.
    private boolean isBefore(long address) {
        var segment = survey.at(address);
        var restart = segment == null ? null : restarts.get(segment.header.head());
        if (restart == null) return false;
        long later = segment.header.sequence() - restart.sequence();
        return later < 0 || later == 0 && address - segment.base < restart.offset();
    }

    private void wrong(String expected, String found) {
        findings.add(FindingKind.CHECKPOINT_MANIFEST, at, expected, found);
    }
}

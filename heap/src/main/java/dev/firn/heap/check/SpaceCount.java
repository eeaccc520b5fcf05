package dev.firn.heap.check;

import dev.firn.heap.check.CheckReport.Space;
import dev.firn.log.Entry;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentLayout;

/// Counts where the bytes of the file are.
final class SpaceCount {
    private final Survey survey;

    SpaceCount(Survey survey) {
        this.survey = survey;
    }

    Space of(long fileBytes) {
        long live = live();
        long records = 0;
        long overhead = Math.min(fileBytes, survey.superblock.base(0));
        long free = Math.max(0, fileBytes - survey.superblock.base(0));
        for (var segment : survey.kept()) {
            long used = SegmentLayout.FRAMES;
            for (int i = 0; i < segment.frames(); i++) used += bytes(segment.frame(i));
            records += segment.recordBytes;
            overhead += used - segment.recordBytes;
            free -= used;
        }
        return new Space(fileBytes, live, records - live, overhead, free);
    }

    private int bytes(long frame) {
        boolean pad = FrameLayout.kindCode(survey.view, frame) == FrameKind.PAD.code();
        return pad ? FrameLayout.BYTES : FrameLayout.length(survey.view, frame);
    }

    private long live() {
        long[] sum = {0};
        survey.newest.forEach(object -> {
            long at = survey.newest.address(object);
            for (int links = 0; survey.isRecord(at) && links <= Short.MAX_VALUE; links++) {
                sum[0] += survey.footprint(at);
                if (survey.kind(at) != RecordKind.DELTA) return;
                at = Entry.address(RecordLayout.previous(survey.view, at));
            }
        });
        return sum[0];
    }
}

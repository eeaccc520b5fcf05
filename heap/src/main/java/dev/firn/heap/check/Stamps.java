package dev.firn.heap.check;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.pmem.View;
import java.util.Arrays;
import java.util.List;

/// No two batches have one stamp.
final class Stamps {
    /// Recovery leaves a larger gap behind what it found.
    private static final int FOLLOWING = 64;

    private final View view;
    private final List<SegmentSurvey> segments;
    private final Findings findings;
    private long[] stamps = {};

    Stamps(View view, List<SegmentSurvey> segments, Findings findings) {
        this.view = view;
        this.segments = segments;
        this.findings = findings;
    }

    void check() {
        stamps = new long[segments.stream().mapToInt(SegmentSurvey::frames).sum()];
        int count = 0;
        for (var survey : segments) {
            for (int i = 0; i < survey.frames(); i++) {
                if (isWhole(survey.frame(i))) stamps[count++] = FrameLayout.stamp(view, survey.frame(i));
            }
        }
        stamps = Arrays.copyOf(stamps, count);
        Arrays.parallelSort(stamps);
        for (int i = 1; i < count; i++) if (stamps[i] == stamps[i - 1]) twice(stamps[i]);
    }

    /// Whether a commit of the same life came after the one with this stamp.
    boolean isFollowed(long stamp) {
        int found = Arrays.binarySearch(stamps, stamp + 1);
        int next = found < 0 ? ~found : found;
        return next < stamps.length && stamps[next] < stamp + FOLLOWING;
    }

    private boolean isWhole(long frame) {
        int kind = FrameLayout.kindCode(view, frame);
        return kind == FrameKind.BATCH.code() || kind == FrameKind.MOVE.code();
    }

    private void twice(long stamp) {
        for (var survey : segments) {
            for (int i = 0; i < survey.frames(); i++) {
                long frame = survey.frame(i);
                if (!isWhole(frame) || FrameLayout.stamp(view, frame) != stamp) continue;
                findings.add(FindingKind.FRAME_STAMP, frame, "a stamp of its own", stamp + ", as another frame");
            }
        }
    }
}

package dev.firn.heap.check;

import dev.firn.log.format.FrameLayout;
import dev.firn.pmem.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/// The frames of batches longer than a segment, which count only together. Safe for use by several threads.
final class Parts {
    private final View view;
    private final boolean cleaned;
    private final Findings findings;
    private final Map<Long, TreeMap<Integer, Long>> batches = new HashMap<>();

    /// @param cleaned whether segments may have been used again: then what was in the parts before lies elsewhere by
    ///   now
    Parts(View view, boolean cleaned, Findings findings) {
        this.view = view;
        this.cleaned = cleaned;
        this.findings = findings;
    }

    synchronized void add(long frame) {
        var batch = batches.computeIfAbsent(FrameLayout.stamp(view, frame), _ -> new TreeMap<>());
        Long other = batch.put(FrameLayout.part(view, frame), frame);
        if (other != null) {
            findings.add(
                    FindingKind.FRAME_PART,
                    frame,
                    "one part %d of batch %d".formatted(FrameLayout.part(view, frame), FrameLayout.stamp(view, frame)),
                    "another at 0x%x".formatted(other));
        }
    }

    /// The frames of batches that are whole. A crash, or a lack of room, cuts a batch at its end only.
    ///
    /// @param followed whether commits follow the one with that stamp in its life
    List<Long> whole(LongPredicate followed) {
        var frames = new ArrayList<Long>();
        batches.forEach((stamp, parts) -> {
            var last = parts.lastEntry();
            for (var part : parts.headMap(last.getKey()).values()) early(part);
            boolean together = parts.size() == last.getKey() + 1;
            boolean ended = FrameLayout.isLastPart(view, last.getValue());
            if (together && ended && parts.size() == 1) alone(last.getValue());
            if (together && ended) frames.addAll(parts.values());
            else
                findings.add(
                        !together && !cleaned
                                ? FindingKind.FRAME_PART
                                : cleaned ? FindingKind.BATCH_CUT : unfinished(stamp, followed),
                        last.getValue(),
                        "all parts of batch " + stamp,
                        "%d parts up to number %d, %s"
                                .formatted(parts.size(), last.getKey(), ended ? "the last" : "no last"));
        });
        return frames;
    }

    private void alone(long frame) {
        findings.add(
                FindingKind.FRAME_PART, frame, "a batch of several parts", "one, which is written as a whole batch");
    }

    private static FindingKind unfinished(long stamp, LongPredicate followed) {
        return followed.test(stamp) ? FindingKind.BATCH_UNFINISHED : FindingKind.BATCH_CUT;
    }

    private void early(long frame) {
        if (!FrameLayout.isLastPart(view, frame)) return;
        findings.add(FindingKind.FRAME_PART, frame, "a part that is not the last", "one marked as the last");
    }
}

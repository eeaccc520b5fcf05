package dev.firn.recovery;

import dev.firn.log.Entry;
import dev.firn.log.FrameRecords;
import dev.firn.log.Records;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.View;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Rebuilds the mapping from frames in any order, by any number of threads: of each object the largest commit stamp
/// wins, and of records with the same one that of the latest move.
final class Replay {
    private final View view;
    private final Newest newest;
    private final Map<Long, TreeMap<Integer, Long>> parts = new HashMap<>();

    Replay(View view, Newest newest) {
        this.view = view;
        this.newest = newest;
    }

    /// Takes a whole batch.
    void batch(long frame, FrameRecords records) {
        long stamp = FrameLayout.stamp(view, frame);
        records.start(view, frame);
        while (records.next()) {
            var kind = records.kind();
            boolean moved = kind.isMoved();
            long commit = moved ? RecordLayout.stamp(view, records.record()) : stamp;
            long move = moved ? stamp : 0;
            long entry = Records.entry(kind, records.record(), records.footprint());
            if (entry != Entry.NONE) newest.apply(records.object(), commit, move, entry);
        }
    }

    /// Keeps a part until it is known whether its batch is complete.
    synchronized void part(long frame) {
        parts.computeIfAbsent(FrameLayout.stamp(view, frame), stamp -> new TreeMap<>())
                .put(FrameLayout.part(view, frame), frame);
    }

    /// Takes the batches of which all parts were found.
    void completeParts() {
        var records = new FrameRecords();
        for (var found : parts.values()) {
            if (isComplete(found)) found.values().forEach(frame -> batch(frame, records));
        }
    }

    private boolean isComplete(TreeMap<Integer, Long> found) {
        var last = found.lastEntry();
        return FrameLayout.isLastPart(view, last.getValue()) && found.size() == last.getKey() + 1;
    }
}

package dev.firn.recovery;

import dev.firn.log.Entry;
import dev.firn.log.FrameRecords;
import dev.firn.log.MappingTable;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.View;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Rebuilds the mapping from frames in any order, by any number of threads: of each object the largest commit stamp
/// wins.
final class Replay {
    private final View view;
    private final MappingTable mapping;
    private final MappingTable stamps;
    private final Map<Long, TreeMap<Integer, Long>> parts = new HashMap<>();

    Replay(View view, MappingTable mapping, MappingTable stamps) {
        this.view = view;
        this.mapping = mapping;
        this.stamps = stamps;
    }

    MappingTable mapping() {
        return mapping;
    }

    /// Takes a whole batch.
    void batch(long frame, FrameRecords records) {
        long stamp = FrameLayout.stamp(view, frame);
        records.start(view, frame);
        while (records.next()) {
            if (records.kind().isVersion()) {
                apply(records.object(), stamp, Entry.of(records.record(), records.footprint()));
            } else if (records.kind() == RecordKind.TOMBSTONE) {
                apply(records.object(), stamp, Entry.NONE);
            }
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

    private void apply(long object, long stamp, long entry) {
        long now = lock(object);
        if (stamps.entry(object) < stamp) {
            stamps.install(object, stamp);
            now = entry;
        }
        mapping.install(object, now);
    }

    private long lock(long object) {
        while (true) {
            long now = mapping.entry(object);
            if (!Entry.isLocked(now) && mapping.compareAndSet(object, now, Entry.locked(now))) return now;
            Thread.onSpinWait();
        }
    }
}

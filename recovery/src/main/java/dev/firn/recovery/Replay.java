package dev.firn.recovery;

import dev.firn.log.Entry;
import dev.firn.log.FrameRecords;
import dev.firn.log.MappingTable;
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
    private final MappingTable mapping;
    private final MappingTable stamps;
    private final MappingTable moves;
    private final Map<Long, TreeMap<Integer, Long>> parts = new HashMap<>();

    /// @param stamps commit stamps of what `mapping` shows, empty at first
    /// @param moves their move stamps
    Replay(View view, MappingTable mapping, MappingTable stamps, MappingTable moves) {
        this.view = view;
        this.mapping = mapping;
        this.stamps = stamps;
        this.moves = moves;
    }

    MappingTable mapping() {
        return mapping;
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
            if (entry != Entry.NONE) apply(records.object(), commit, move, entry);
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

    private void apply(long object, long commit, long move, long entry) {
        long now = lock(object);
        if (isNewer(object, commit, move)) {
            stamps.install(object, commit);
            if (move != moves.raw(object)) moves.install(object, move);
            now = entry;
        }
        mapping.install(object, now);
    }

    private boolean isNewer(long object, long commit, long move) {
        long last = stamps.raw(object);
        return last < commit || last == commit && moves.raw(object) < move;
    }

    private long lock(long object) {
        while (true) {
            long now = mapping.raw(object);
            if (!Entry.isLocked(now) && mapping.compareAndSet(object, now, Entry.locked(now))) return now;
            Thread.onSpinWait();
        }
    }
}

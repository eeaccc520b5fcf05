package dev.firn.recovery;

import dev.firn.log.Entry;
import dev.firn.log.FrameRecords;
import dev.firn.log.MappingTable;
import dev.firn.pmem.View;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Rebuilds the mapping from frames in any order, by any number of threads: of each object the largest commit stamp
/// wins, and of records with the same one that of the latest move.
final class Replay {
    /// Of the address of a part's frame, the lowest bit says that it is the last part.
    private static final long LAST = 1;

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

    /// Keeps a part until it is known whether its batch is complete.
    synchronized void part(long stamp, int part, boolean isLast, long frame) {
        parts.computeIfAbsent(stamp, of -> new TreeMap<>()).put(part, isLast ? frame | LAST : frame);
    }

    /// Takes the batches of which all parts were found.
    void completeParts() {
        var records = new FrameRecords();
        var queue = new ReplayQueue(this);
        for (var found : parts.entrySet()) {
            if (!isComplete(found.getValue())) continue;
            for (long frame : found.getValue().values()) batch(queue, found.getKey(), frame & ~LAST, records);
        }
        queue.flush();
    }

    private void batch(ReplayQueue queue, long stamp, long frame, FrameRecords records) {
        records.start(view, frame);
        while (records.next()) {
            queue.record(records.kind(), records.object(), stamp, 0, records.record(), records.footprint());
        }
    }

    private static boolean isComplete(TreeMap<Integer, Long> found) {
        var last = found.lastEntry();
        return (last.getValue() & LAST) != 0 && found.size() == last.getKey() + 1;
    }

    /// Reads what [#apply] will.
    long touch(long object) {
        return stamps.raw(object) ^ mapping.raw(object);
    }

    /// `entry` is the object's unless a newer one is.
    void apply(long object, long commit, long move, long entry) {
        if (stamps.raw(object) > commit) return; // spares a lock; who is newer by now stays so
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

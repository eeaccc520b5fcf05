package dev.firn.recovery;

import dev.firn.log.FrameRecords;
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
    private final Newest newest;
    private final Map<Long, TreeMap<Integer, Long>> parts = new HashMap<>();

    Replay(View view, Newest newest) {
        this.view = view;
        this.newest = newest;
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

    /// Of these records the newest ones are in the mapping: see [Newest#apply].
    long apply(long[] objects, long[] commits, long[] moves, long[] entries, int count) {
        return newest.apply(objects, commits, moves, entries, count);
    }
}

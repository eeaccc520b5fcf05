package dev.firn.log;

import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.SegmentTable.Use;
import java.util.ArrayList;
import java.util.List;

/// The segments that are emptied together: one, or, where batches go on from one segment to the next, all that such
/// batches are in. Of a batch in parts none counts without the others, so none may go before what is wanted of all has
/// been copied.
final class Victims {
    private final Log log;
    private final List<Header> chosen = new ArrayList<>();
    private int walked;

    Victims(Log log) {
        this.log = log;
    }

    boolean isChosen() {
        return !chosen.isEmpty();
    }

    /// Whether all of them have been walked through.
    boolean isWalked() {
        return isChosen() && walked == chosen.size();
    }

    /// Begins with `segment`. Whether it and all that go with it are sealed.
    boolean choose(int segment) {
        walked = 0;
        chosen.clear();
        boolean whole = add(segment) && (!hasBatchPart(segment) || addNeighbours(segment));
        if (!whole) {
            chosen.clear();
            log.segments().defer(segment);
        }
        return whole;
    }

    /// Checkpoints have no parts: a neighbour in their head may hold blocks that are needed, and those cannot be moved.
    private boolean hasBatchPart(int segment) {
        return log.segments().hasPart(segment) && !CheckpointHeads.contains(log.segments().opening(segment).head());
    }

    /// The next one to be walked through.
    Header next() {
        return chosen.get(walked);
    }

    void walked() {
        walked++;
    }

    /// All of them once more.
    void again() {
        walked = 0;
    }

    /// They stay as they are.
    void forget() {
        chosen.clear();
    }

    /// They stay as they are for good: something that they are needed for cannot be read.
    void giveUp() {
        for (var header : chosen) log.segments().damaged(header.segment());
        chosen.clear();
    }

    /// They stay as they are until another segment was opened.
    void putBack() {
        for (var header : chosen) log.segments().defer(header.segment());
        chosen.clear();
    }

    /// Their numbers.
    List<Integer> all() {
        return chosen.stream().map(Header::segment).toList();
    }

    /// Nobody who begins from `epoch` on reads there. Returns how many there are.
    int emptied(long epoch) {
        int count = chosen.size();
        for (var header : chosen) log.segments().emptied(header.segment(), epoch);
        chosen.clear();
        return count;
    }

    private boolean addNeighbours(int segment) {
        var opening = log.segments().opening(segment);
        return addAll(opening, 1) && addAll(opening, -1);
    }

    private boolean addAll(SegmentTable.Opening from, int direction) {
        for (long sequence = from.sequence() + direction; ; sequence += direction) {
            int neighbour = log.segments().find(from.head(), sequence);
            if (neighbour < 0 || !log.segments().hasPart(neighbour)) return true;
            int later = direction > 0 ? neighbour : log.segments().find(from.head(), sequence + 1);
            if (!Units.beginsInABatch(log, later)) return true;
            if (!add(neighbour)) return false;
        }
    }

    private boolean add(int segment) {
        if (log.segments().use(segment) != Use.SEALED) return false;
        long base = log.superblock().base(segment);
        if (!(SegmentHeaders.read(log.view(), base, log.store(), segment) instanceof Verdict.Valid(var header))) {
            log.segments().damaged(segment);
            return false;
        }
        chosen.add(header);
        return true;
    }
}

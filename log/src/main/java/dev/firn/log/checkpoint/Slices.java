package dev.firn.log.checkpoint;

import dev.firn.log.CheckpointHeads;
import dev.firn.log.CorruptLogException;
import dev.firn.log.Log;
import dev.firn.log.format.SegmentStateLayout;
import dev.firn.pmem.MediumFaultException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What a checkpoint says beside what has changed: the next slice of the mapping, from where the one before ended. When
/// slices have gone round once, nothing older is needed. So runs end in the order they were made, none is ever put
/// together with others, and no checkpoint takes much more room than the one before.
final class Slices {
    /// About so many bytes a pair takes.
    private static final int BYTES_OF_PAIR = 9;

    /// So many pairs of a slice go with each that has changed: what runs say beside the slices is half of the mapping.
    private static final int FOR_EACH_CHANGED = 2;

    /// One byte in so many is lost at ends of segments.
    private static final int LOST = 8;

    /// Where all pairs take less than this part of a segment, they are said each time.
    private static final int CHEAP_SHARE = 2;

    /// Segments that a slice leaves to others.
    private static final int KEPT = 1;

    private final Log log;
    private final CheckpointOptions options;
    private final int blockObjects;
    private final List<Slice> slices = new ArrayList<>();
    private List<RunReader> unread;
    private boolean isNextWithout;
    private long known;

    /// @param runs of the newest checkpoint, or null
    /// @param known above all objects of it
    Slices(Log log, CheckpointOptions options, int blockObjects, Runs runs, long known) {
        this.log = log;
        this.options = options;
        this.blockObjects = blockObjects;
        this.known = known;
        this.unread = runs == null ? List.of() : runs.runs();
    }

    /// Of the runs there are, the newest first.
    private List<Slice> known() {
        var asked = unread;
        unread = List.of();
        for (var run : asked) slices.add(read(run));
        return slices;
    }

    /// One that cannot be read counts as none: then older runs are kept for longer.
    private static Slice read(RunReader run) {
        try {
            return run.slice();
        } catch (CorruptLogException | MediumFaultException lost) {
            return Slice.NONE;
        }
    }

    /// The slice of a checkpoint that begins now, as large as there is room for.
    Slice next() {
        int first = known().stream().filter(each -> !each.isEmpty()).mapToInt(Slice::to).findFirst().orElse(0);
        if (slices.isEmpty()) return Slice.ALL;
        if (isNextWithout) return Slice.NONE;
        long pairs = Math.min(wanted(log.mapping().changed()), affordable());
        int blocks = blocks();
        if (pairs >= objects()) return Slice.ALL;
        int from = first < blocks ? first : 0;
        long length = pairs == 0 ? 0 : Math.max(1, pairs / blockObjects);
        return length == 0
                ? Slice.NONE
                : new Slice(from, (int) Math.min(blocks, from + Math.min(length, Slice.LONGEST)));
    }

    /// Above all objects.
    private long objects() {
        return Math.max(log.nextObject(), known);
    }

    private int blocks() {
        return (int) ((objects() + blockObjects - 1) / blockObjects);
    }

    /// Pairs that a slice should have when so many have changed.
    private long wanted(long changed) {
        long all = objects();
        long share = (all + options.maxRuns() - 2) / (options.maxRuns() - 1);
        long pairs = Math.max(FOR_EACH_CHANGED * changed, share);
        // A slice has whole blocks.
        return Math.min(all, (pairs + blockObjects - 1) / blockObjects * blockObjects);
    }

    /// Whether saying all anew takes little more than anything else.
    boolean isAllCheap() {
        long enough = Math.max(log.superblock().segmentBytes() / CHEAP_SHARE, fixedBytes());
        return BYTES_OF_PAIR * objects() <= enough;
    }

    private long affordable() {
        long spare = Math.max(0, log.segments().openable() - KEPT - segmentsOfChanges());
        long bytes = spare * log.superblock().segmentBytes() + log.room(CheckpointHeads.RUNS);
        return bytes / (BYTES_OF_PAIR + 2);
    }

    /// How many of all runs, the newest first, are needed beside that of a new checkpoint, which may be empty.
    int needed(Slice slice, boolean isEmpty) {
        if (slice.equals(Slice.ALL)) return 0;
        return isEmpty ? known().size() : stillNeeded(with(slice), blocks()) - 1;
    }

    /// There is a new checkpoint, with these runs; objects that came since its manifest was written are not asked.
    void completed(Slice slice, boolean isEmpty, Manifest newest) {
        isNextWithout = false;
        known = newest.nextObject();
        int own = isEmpty ? 0 : 1;
        known().subList(newest.runs().size() - own, slices.size()).clear();
        if (!isEmpty) slices.addFirst(slice);
    }

    private List<Slice> with(Slice slice) {
        var all = new ArrayList<>(known());
        all.addFirst(slice);
        return all;
    }

    /// How many of these, the newest first, one needs to know of all blocks, of which there are so many.
    static int stillNeeded(List<Slice> newestFirst, int blocks) {
        var covered = new BitSet(blocks);
        for (int run = 0; run < newestFirst.size(); run++) {
            var slice = newestFirst.get(run);
            covered.set(Math.min(slice.from(), blocks), Math.min(slice.to(), blocks));
            if (covered.nextClearBit(0) >= blocks) return run + 1;
        }
        return newestFirst.size();
    }

    /// There was no room for a slice: the next checkpoint does without.
    void givenUp() {
        isNextWithout = true;
    }

    /// Segments that the next checkpoint takes, about.
    int segmentsNeeded() {
        long changed = log.mapping().changed();
        long all = objects();
        return segmentsOf(isAllCheap() ? all : Math.min(all, changed) + wanted(changed));
    }

    /// Segments that a checkpoint of all objects takes, about.
    int segmentsOfAll() {
        return segmentsOf(objects());
    }

    /// Segments that a checkpoint of what has changed takes, about.
    int segmentsOfChanges() {
        return segmentsOf(Math.min(objects(), log.mapping().changed()));
    }

    private int segmentsOf(long pairs) {
        long ofPairs = BYTES_OF_PAIR * pairs;
        long fixed = fixedBytes();
        boolean isAll = pairs >= objects();
        return isAll ? segmentsOfBytes(ofPairs + fixed) : segmentsOfBytes(ofPairs) + segmentsOfBytes(fixed);
    }

    private int segmentsOfBytes(long bytes) {
        return 1 + (int) ((bytes + bytes / LOST) / log.superblock().segmentBytes());
    }

    /// What a checkpoint takes beside its pairs.
    private long fixedBytes() {
        int count = log.segments().count();
        long manifest = 768 + 16L * Math.min(count, options.maxNamed());
        return 2 * manifest + (long) SegmentStateLayout.BYTES * count;
    }
}

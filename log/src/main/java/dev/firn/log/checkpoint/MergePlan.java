package dev.firn.log.checkpoint;

import dev.firn.log.Log;
import dev.firn.log.checkpoint.Manifest.Run;
import dev.firn.log.format.SegmentStateLayout;

/// What the next checkpoint had better write beside its own pairs, by the runs that there are, and how many segments it
/// takes, about. Asked before each commit, so it is known.
///
/// A base when the runs since the last one have half as many pairs as it; all runs since then, where they are many.
final class MergePlan {
    /// About so many bytes a pair takes.
    private static final int BYTES_OF_PAIR = 9;

    /// With one for so many pairs of the last base in newer runs, a base is made: later, what is old would take more
    /// room, and, since runs are put together again and again, more would be written, too.
    private static final int OLD_PAIRS = 2;

    /// One byte in so many is lost at ends of segments.
    private static final int LOST = 8;

    /// So many segments with some needed blocks are nothing to speak of.
    private static final int FEW_SEGMENTS = 4;

    /// Segments that making one of several runs leaves to others.
    static final int KEPT = 6;

    /// With so many segments of it commits and copies beside it take one more: known when it has failed once.
    private static final int BESIDE = 2;

    /// Where there is no room to make one of several runs, there may be so many times more of them.
    private static final int PATIENCE = 4;

    /// @param pairs that it writes beside its own
    private record Merge(boolean isWanted, boolean isBase, long pairs) {
        private static final Merge NONE = new Merge(false, false, 0);
    }

    private final Log log;
    private final CheckpointOptions options;
    private Merge merge = Merge.NONE; // what is scattered is known only when all segments are
    private int runs;
    private long knownPairs;
    private boolean isGivenUp;

    MergePlan(Log log, CheckpointOptions options, Manifest newest) {
        this.log = log;
        this.options = options;
        count(newest);
    }

    private void count(Manifest newest) {
        runs = newest == null ? 0 : newest.runs().size();
        knownPairs = newest == null ? 0 : newest.runs().stream().mapToLong(Run::pairs).sum();
    }

    /// There is a new checkpoint; what the one before needed alone is garbage already.
    ///
    /// @param isMerged whether it took the place of older runs
    void completed(Manifest newest, boolean isMerged) {
        if (isMerged) isGivenUp = false;
        count(newest);
        merge = mergeOf(newest);
    }

    /// There was no room for it; one of the few changes alone may still find some.
    void givenUp() {
        isGivenUp = true;
        merge = Merge.NONE;
    }

    private Merge mergeOf(Manifest of) {
        if (runs < 2) return Merge.NONE;
        long base = of.runs().getLast().pairs();
        long since = knownPairs - base;
        boolean isBase = OLD_PAIRS * since >= base || isScattered(base);
        return new Merge(isBase || runs >= options.maxRuns(), isBase, isBase ? of.nextObject() : since);
    }

    /// Whether a few blocks that are still needed hold many segments: with a base of their own all of them go.
    private boolean isScattered(long pairs) {
        long enough = FEW_SEGMENTS + 3 * pairs * Long.BYTES / log.superblock().segmentBytes();
        return log.segments().sealedBy(Log.CHECKPOINT_HEAD, log.live()) > enough;
    }

    /// Whether older runs should be written anew, and there is room for it beside what others need.
    boolean isWanted(long tailRecords) {
        return merge.isWanted() && affords(tailRecords);
    }

    /// The same; where runs get too many, it is tried without room for it.
    boolean isTried(long tailRecords) {
        boolean must = !isGivenUp && runs >= PATIENCE * options.maxRuns();
        return merge.isWanted() && (affords(tailRecords) || must);
    }

    /// Whether all runs should be, the base too.
    boolean isBase() {
        return merge.isBase();
    }

    private boolean affords(long tailRecords) {
        int spare = log.segments().openable() - Math.max(KEPT, options.minNamed());
        int needed = segmentsOf(tailRecords + merge.pairs());
        return needed + (isGivenUp ? needed / BESIDE : 0) <= spare;
    }

    /// Segments that the next checkpoint takes, about.
    int segmentsNeeded(long tailRecords) {
        boolean isBaseCheap = isBaseCheap(tailRecords);
        return segmentsOf(isBaseCheap ? allPairs(tailRecords) : tailRecords + merge.pairs());
    }

    /// Segments that a checkpoint of all objects takes, about.
    int segmentsOfBase(long tailRecords) {
        return segmentsOf(allPairs(tailRecords));
    }

    /// Segments that a checkpoint of what has changed takes, about.
    int segmentsOfChanges(long tailRecords) {
        return segmentsOf(Math.min(tailRecords, allPairs(tailRecords)));
    }

    /// Whether a checkpoint that says all anew takes little more than any other, so that it should.
    boolean isBaseCheap(long tailRecords) {
        long enough = Math.max(log.superblock().segmentBytes() / 2, fixedBytes());
        return BYTES_OF_PAIR * allPairs(tailRecords) <= enough;
    }

    private long allPairs(long tailRecords) {
        return Math.min(log.nextObject(), knownPairs + tailRecords);
    }

    private int segmentsOf(long pairs) {
        long bytes = BYTES_OF_PAIR * pairs + fixedBytes();
        return 1 + (int) ((bytes + bytes / LOST) / log.superblock().segmentBytes());
    }

    /// What a checkpoint takes beside its pairs.
    private long fixedBytes() {
        int count = log.segments().count();
        long manifest = 768 + 16L * Math.min(count, options.maxNamed());
        return 2 * manifest + (long) SegmentStateLayout.BYTES * count;
    }
}

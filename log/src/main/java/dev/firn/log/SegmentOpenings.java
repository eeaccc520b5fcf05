package dev.firn.log;

import dev.firn.log.SegmentTable.Opening;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/// By whom each segment was opened last, as which one of how many, and whether it holds parts of long batches. Its
/// owner's lock is held around every call.
final class SegmentOpenings {
    private int[] generations;
    private int[] heads;
    private long[] sequences;
    private long[] stamps;
    private boolean[] parts;
    private final long[] latest = new long[Log.HEADS];
    private long opened;

    SegmentOpenings(int count) {
        generations = new int[count];
        heads = new int[count];
        sequences = new long[count];
        stamps = new long[count];
        parts = new boolean[count];
        for (int segment = 0; segment < count; segment++) put(segment, Opening.NONE);
    }

    int generation(int segment) {
        return generations[segment];
    }

    int nextGeneration(int segment) {
        return ++generations[segment];
    }

    Opening of(int segment) {
        return new Opening(heads[segment], sequences[segment], stamps[segment]);
    }

    int head(int segment) {
        return heads[segment];
    }

    private void put(int segment, Opening opening) {
        heads[segment] = opening.head();
        sequences[segment] = opening.sequence();
        stamps[segment] = opening.firstStamp();
    }

    boolean hasPart(int segment) {
        return parts[segment];
    }

    void setPart(int segment, boolean value) {
        parts[segment] = value;
    }

    void opened(int segment, Opening opening) {
        set(segment, opening);
        opened++;
    }

    private void set(int segment, Opening opening) {
        put(segment, opening);
        int head = opening.head();
        if (head >= 0 && head < latest.length) latest[head] = Math.max(latest[head], opening.sequence());
    }

    /// No segment has a larger number of this append head.
    long latest(int head) {
        return latest[head];
    }

    /// How many openings there were.
    long opened() {
        return opened;
    }

    void found(int segment, int generation) {
        generations[segment] = generation;
    }

    void found(int segment, int generation, Opening opening) {
        generations[segment] = generation;
        set(segment, opening);
    }

    /// How a segment that was found to be free was opened last, by a checkpoint. What lies in it is older than that;
    /// where nothing is known, it may be as old as anything.
    void openedLast(int segment, int generation, Opening opening) {
        if (!of(segment).equals(Opening.NONE) || generations[segment] == 0) return;
        set(segment, generations[segment] == generation ? opening : Opening.UNKNOWN);
    }

    /// The smallest stamp that any of them, but for `without`, was opened with.
    long oldest(int without) {
        long oldest = Long.MAX_VALUE;
        for (int segment = 0; segment < stamps.length; segment++) {
            if (segment != without) oldest = Math.min(oldest, stamps[segment]);
        }
        return oldest;
    }

    /// The segment with this number of an append head that `isUsed`, or -1.
    int find(int head, long sequence, IntPredicate isUsed) {
        for (int segment = 0; segment < heads.length; segment++) {
            if (heads[segment] == head && sequences[segment] == sequence && isUsed.test(segment)) return segment;
        }
        return -1;
    }

    SegmentStates states(BitSet vacant) {
        return new SegmentStates(generations, vacant, parts, heads, sequences, stamps);
    }

    /// What is new was never opened; what is not there any more is forgotten.
    void resize(int newCount) {
        int before = heads.length;
        generations = Arrays.copyOf(generations, newCount);
        heads = Arrays.copyOf(heads, newCount);
        sequences = Arrays.copyOf(sequences, newCount);
        stamps = Arrays.copyOf(stamps, newCount);
        parts = Arrays.copyOf(parts, newCount);
        for (int segment = before; segment < newCount; segment++) put(segment, Opening.NONE);
    }
}

package dev.firn.log;

import dev.firn.log.SegmentTable.Opening;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/// By whom each segment was opened last, as which one of how many, and whether it holds parts of long batches. Its
/// owner's lock is held around every call.
final class SegmentOpenings {
    private int[] generations;
    private Opening[] openings;
    private boolean[] parts;
    private long opened;

    SegmentOpenings(int count) {
        generations = new int[count];
        openings = new Opening[count];
        parts = new boolean[count];
        Arrays.fill(openings, Opening.NONE);
    }

    int generation(int segment) {
        return generations[segment];
    }

    int nextGeneration(int segment) {
        return ++generations[segment];
    }

    Opening of(int segment) {
        return openings[segment];
    }

    boolean hasPart(int segment) {
        return parts[segment];
    }

    void setPart(int segment, boolean value) {
        parts[segment] = value;
    }

    void opened(int segment, Opening opening) {
        openings[segment] = opening;
        opened++;
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
        openings[segment] = opening;
    }

    /// How a segment that was found to be free was opened last, by a checkpoint. What lies in it is older than that;
    /// where nothing is known, it may be as old as anything.
    void openedLast(int segment, int generation, Opening opening) {
        if (openings[segment] != Opening.NONE || generations[segment] == 0) return;
        openings[segment] = generations[segment] == generation ? opening : Opening.UNKNOWN;
    }

    /// The smallest stamp that any of them, but for `without`, was opened with.
    long oldest(int without) {
        long oldest = Long.MAX_VALUE;
        for (int segment = 0; segment < openings.length; segment++) {
            if (segment != without) oldest = Math.min(oldest, openings[segment].firstStamp());
        }
        return oldest;
    }

    /// The segment with this number of an append head that `isUsed`, or -1.
    int find(int head, long sequence, IntPredicate isUsed) {
        for (int segment = 0; segment < openings.length; segment++) {
            var opening = openings[segment];
            if (opening.head() == head && opening.sequence() == sequence && isUsed.test(segment)) return segment;
        }
        return -1;
    }

    SegmentStates states(BitSet vacant) {
        return new SegmentStates(openings.length, generations, vacant, parts, openings);
    }

    /// What is new was never opened; what is not there any more is forgotten.
    void resize(int newCount) {
        int before = openings.length;
        generations = Arrays.copyOf(generations, newCount);
        openings = Arrays.copyOf(openings, newCount);
        parts = Arrays.copyOf(parts, newCount);
        if (newCount > before) Arrays.fill(openings, before, newCount, Opening.NONE);
    }
}

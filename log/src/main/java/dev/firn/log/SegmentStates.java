package dev.firn.log;

import dev.firn.log.SegmentTable.Opening;
import java.util.Arrays;
import java.util.BitSet;

/// Which segments were in use at one moment, and by whom they were opened. Not safe for use by several threads.
public final class SegmentStates {
    private final BitSet vacant;
    private int[] generations;
    private boolean[] parts;
    private Opening[] openings;

    /// Copies all of it, for `count` segments.
    SegmentStates(int count, int[] generations, BitSet vacant, boolean[] parts, Opening[] openings) {
        this.vacant = (BitSet) vacant.clone();
        this.generations = Arrays.copyOf(generations, count);
        this.parts = Arrays.copyOf(parts, count);
        this.openings = Arrays.copyOf(openings, count);
    }

    /// There are more segments now, which nobody had opened then.
    void grow(int count) {
        int before = count();
        generations = Arrays.copyOf(generations, count);
        parts = Arrays.copyOf(parts, count);
        openings = Arrays.copyOf(openings, count);
        Arrays.fill(openings, before, count, Opening.NONE);
        vacant.set(before, count);
    }

    /// Of this one something later is known.
    void opened(int segment, int generation, Opening opening) {
        generations[segment] = generation;
        vacant.clear(segment);
        parts[segment] = false;
        openings[segment] = opening;
    }

    public int count() {
        return generations.length;
    }

    public int generation(int segment) {
        return generations[segment];
    }

    public boolean isUsed(int segment) {
        return !vacant.get(segment);
    }

    public boolean hasPart(int segment) {
        return parts[segment];
    }

    public Opening opening(int segment) {
        return openings[segment];
    }
}

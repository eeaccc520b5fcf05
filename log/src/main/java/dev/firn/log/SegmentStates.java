package dev.firn.log;

import dev.firn.log.SegmentTable.Opening;
import java.util.Arrays;
import java.util.BitSet;

/// Which segments were in use at one moment, and by whom they were opened. Not safe for use by several threads.
public final class SegmentStates {
    private final BitSet vacant;
    private int[] generations;
    private boolean[] parts;
    private int[] heads;
    private long[] sequences;
    private long[] stamps;

    /// Copies all of it.
    SegmentStates(int[] generations, BitSet vacant, boolean[] parts, int[] heads, long[] sequences, long[] stamps) {
        this.vacant = (BitSet) vacant.clone();
        this.generations = generations.clone();
        this.parts = parts.clone();
        this.heads = heads.clone();
        this.sequences = sequences.clone();
        this.stamps = stamps.clone();
    }

    /// There are more segments now, which nobody had opened then.
    void grow(int count) {
        int before = count();
        generations = Arrays.copyOf(generations, count);
        parts = Arrays.copyOf(parts, count);
        heads = Arrays.copyOf(heads, count);
        sequences = Arrays.copyOf(sequences, count);
        stamps = Arrays.copyOf(stamps, count);
        for (int segment = before; segment < count; segment++) put(segment, Opening.NONE);
        vacant.set(before, count);
    }

    private void put(int segment, Opening opening) {
        heads[segment] = opening.head();
        sequences[segment] = opening.sequence();
        stamps[segment] = opening.firstStamp();
    }

    /// Of this one something later is known.
    void opened(int segment, int generation, Opening opening) {
        generations[segment] = generation;
        vacant.clear(segment);
        parts[segment] = false;
        put(segment, opening);
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
        return new Opening(heads[segment], sequences[segment], stamps[segment]);
    }
}

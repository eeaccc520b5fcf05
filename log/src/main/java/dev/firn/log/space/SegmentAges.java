package dev.firn.log.space;

import java.util.Arrays;

/// For each segment, how long ago its records' objects were written for the last time but one when they came here, on average; and
/// when the segment was opened. In ticks of a [WriteClock]. Not safe for use by several threads.
public final class SegmentAges {
    private double[] penultimates;
    private double[] weights;
    private long[] openedAt;
    private boolean[] mixed;

    /// Nothing is known of `segments` segments.
    public SegmentAges(int segments) {
        penultimates = new double[segments];
        weights = new double[segments];
        openedAt = new long[segments];
        mixed = new boolean[segments];
    }

    /// There are more segments now.
    public void grow(int segments) {
        penultimates = Arrays.copyOf(penultimates, segments);
        weights = Arrays.copyOf(weights, segments);
        openedAt = Arrays.copyOf(openedAt, segments);
        mixed = Arrays.copyOf(mixed, segments);
    }

    /// A segment is opened, and empty.
    ///
    /// @param takesAll records of all classes go to it: all that users write goes to one head
    public void opened(int segment, boolean takesAll, long now) {
        penultimates[segment] = 0;
        weights[segment] = 0;
        openedAt[segment] = now;
        mixed[segment] = takesAll;
    }

    /// A record of `bytes` bytes is in the segment now.
    public void placed(int segment, long bytes, long penultimate) {
        penultimates[segment] += (double) bytes * penultimate;
        weights[segment] += bytes;
    }

    /// The mean interval of what was placed in the segment, in ticks, at least 1: half the time since the mean penultimate.
    public double interval(int segment, long now) {
        double mean = weights[segment] == 0 ? openedAt[segment] : penultimates[segment] / weights[segment];
        return Math.max(1, (now - mean) / 2);
    }

    /// Whether records of all classes go here, and it was opened less than `ticks` ago.
    public boolean isMixedAndYoungerThan(int segment, long ticks, long now) {
        return mixed[segment] && now - openedAt[segment] < ticks;
    }
}

package dev.firn.log;

import java.util.Arrays;

/// Which segments are free, open or sealed, and how often each was opened. Safe for use by several threads.
///
/// Invariant: a segment is `FREE` only when nothing recovered could map into it.
public final class SegmentTable {
    /// What a segment is used for.
    public enum Use {
        FREE,
        OPEN,
        SEALED
    }

    private Use[] uses;
    private int[] generations;
    private int count;
    private int next;

    /// All free and never opened.
    public SegmentTable(int count) {
        uses = new Use[count];
        generations = new int[count];
        Arrays.fill(uses, Use.FREE);
        this.count = count;
    }

    /// A free segment, now open, or -1.
    synchronized int take() {
        for (int tried = 0; tried < count; tried++) {
            int segment = next;
            next = next + 1 < count ? next + 1 : 0;
            if (uses[segment] == Use.FREE) {
                uses[segment] = Use.OPEN;
                return segment;
            }
        }
        return -1;
    }

    /// Counts an opening and returns its number.
    synchronized int nextGeneration(int segment) {
        return ++generations[segment];
    }

    public synchronized void set(int segment, Use use) {
        uses[segment] = use;
    }

    public synchronized void setGeneration(int segment, int generation) {
        generations[segment] = generation;
    }

    public synchronized Use use(int segment) {
        return uses[segment];
    }

    public synchronized int generation(int segment) {
        return generations[segment];
    }

    /// The segments from the former count on are free.
    synchronized void grow(int newCount) {
        uses = Arrays.copyOf(uses, newCount);
        generations = Arrays.copyOf(generations, newCount);
        Arrays.fill(uses, count, newCount, Use.FREE);
        next = count;
        count = newCount;
    }

    public synchronized int count() {
        return count;
    }

    public synchronized int count(Use use) {
        int found = 0;
        for (int segment = 0; segment < count; segment++) {
            if (uses[segment] == use) found++;
        }
        return found;
    }
}

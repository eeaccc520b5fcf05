package dev.firn.log;

import java.util.Arrays;
import java.util.BitSet;

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
    private final BitSet retired = new BitSet();

    /// All free and never opened.
    public SegmentTable(int count) {
        uses = new Use[count];
        generations = new int[count];
        Arrays.fill(uses, Use.FREE);
        this.count = count;
    }

    /// A free segment that is not retired, now open, or -1.
    synchronized int take() {
        for (int tried = 0; tried < count; tried++) {
            int segment = next;
            next = next + 1 < count ? next + 1 : 0;
            if (uses[segment] == Use.FREE && !retired.get(segment)) {
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

    /// Its place on the medium is bad: it is never opened again. What it holds stays there.
    public synchronized void retire(int segment) {
        retired.set(segment);
    }

    /// Its place was mended.
    public synchronized void reinstate(int segment) {
        retired.clear(segment);
    }

    public synchronized boolean isRetired(int segment) {
        return retired.get(segment);
    }

    public synchronized int count() {
        return count;
    }

    /// How many are used so; retired ones are not free.
    public synchronized int count(Use use) {
        int found = 0;
        for (int segment = 0; segment < count; segment++) {
            if (uses[segment] == use && !(use == Use.FREE && retired.get(segment))) found++;
        }
        return found;
    }
}

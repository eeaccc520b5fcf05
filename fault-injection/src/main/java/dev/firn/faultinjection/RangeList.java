package dev.firn.faultinjection;

import java.util.Arrays;

/// Ranges of bytes, each with the number of events that were recorded before it.
public final class RangeList {
    private int[] events = new int[0];
    private int[] ats = new int[0];
    private int[] lengths = new int[0];
    private int size;

    RangeList() {}

    public int size() {
        return size;
    }

    /// How many events of the trace came before it.
    public int event(int index) {
        return events[index];
    }

    /// The first byte.
    public int at(int index) {
        return ats[index];
    }

    /// In bytes.
    public int length(int index) {
        return lengths[index];
    }

    void clear() {
        size = 0;
    }

    void add(int event, int at, int length) {
        if (size == events.length) lengthen();
        events[size] = event;
        ats[size] = at;
        lengths[size++] = length;
    }

    private void lengthen() {
        int longer = Math.max(16, 2 * size);
        events = Arrays.copyOf(events, longer);
        ats = Arrays.copyOf(ats, longer);
        lengths = Arrays.copyOf(lengths, longer);
    }
}

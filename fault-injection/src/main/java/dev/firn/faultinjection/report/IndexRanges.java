package dev.firn.faultinjection.report;

import java.util.BitSet;

/// A set of numbers as text: `3-5 9`, or `none`.
final class IndexRanges {
    private static final String NONE = "none";

    /// The largest number that is read; beyond it a damaged file could ask for any amount of memory.
    static final int LARGEST = 1 << 26;

    private IndexRanges() {}

    static String text(BitSet set) {
        if (set.isEmpty()) return NONE;
        var text = new StringBuilder();
        for (int from = set.nextSetBit(0); from >= 0; from = set.nextSetBit(set.nextClearBit(from))) {
            int last = set.nextClearBit(from) - 1;
            if (!text.isEmpty()) text.append(' ');
            text.append(from);
            if (last > from) text.append('-').append(last);
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException when it is not what [#text] writes
    static BitSet parse(String text) {
        var set = new BitSet();
        if (text.equals(NONE)) return set;
        for (String range : text.split(" ", -1)) {
            int dash = range.indexOf('-');
            int from = number(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? from : number(range.substring(dash + 1));
            if (last < from || from < set.length()) throw new IllegalArgumentException("not in order: " + range);
            set.set(from, last + 1);
        }
        return set;
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,8}")) throw new IllegalArgumentException("no number: " + text);
        int number = Integer.parseInt(text);
        if (number > LARGEST) throw new IllegalArgumentException("too large: " + text);
        return number;
    }
}

package dev.firn.faultinjection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Who owns which bytes of a region after a recovery: every byte of `[from, to)` must be in exactly one range.
///
/// @param from the first byte that is given out
/// @param to the end of them
/// @param ranges owned and free ones, in any order
public record SpaceUse(long from, long to, List<Range> ranges) {
    /// Some bytes and their owner; "free" is an owner like any other.
    public record Range(long at, long length, String owner) {
        @Override
        public String toString() {
            return "%s (0x%x + %d)".formatted(owner, at, length);
        }
    }

    public SpaceUse {
        ranges = List.copyOf(ranges);
    }

    /// What is wrong: bytes that nobody owns, that two own, that lie outside. Empty when nothing is.
    public List<String> findings() {
        var findings = new ArrayList<String>();
        var sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(Range::at).thenComparingLong(Range::length));
        long end = from;
        Range before = null;
        for (var range : sorted) {
            if (range.length() == 0) continue;
            if (range.at() < from || range.at() + range.length() > to) findings.add("outside: " + range);
            if (range.at() > end) findings.add(leaked(end, range.at()));
            if (range.at() < end && before != null) findings.add("owned twice: " + before + " and " + range);
            if (range.at() + range.length() > end) before = range;
            end = Math.max(end, range.at() + range.length());
        }
        if (end < to) findings.add(leaked(end, to));
        return findings;
    }

    private static String leaked(long from, long to) {
        return "leaked: 0x%x + %d".formatted(from, to - from);
    }
}

package dev.firn.faultinjection.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Stored byte ranges that do not overlap: a later one takes the place of what it covers.
final class Ranges {
    private final TreeMap<Long, Range> byStart = new TreeMap<>();

    /// How far a store has come.
    enum State {
        /// Nobody has begun its write-back.
        STORED,
        /// A write has begun it by itself.
        WRITTEN,
        /// A flush has begun it.
        FLUSHED,
        /// A sync that covered it failed: it is never durable, and nobody's fault.
        FAILED
    }

    /// Bytes `[start, end)`.
    static final class Range {
        final long start;
        final long end;
        final long thread;
        final Call store;
        State state;

        /// A drain of its thread that covers it is under way.
        boolean draining;

        Range(long start, long end, long thread, Call store, State state) {
            this.start = start;
            this.end = end;
            this.thread = thread;
            this.store = store;
            this.state = state;
        }

        boolean begun() {
            return state == State.WRITTEN || state == State.FLUSHED;
        }

        long length() {
            return end - start;
        }

        private Range part(long from, long to) {
            var part = new Range(from, to, thread, store, state);
            part.draining = draining;
            return part;
        }
    }

    Collection<Range> all() {
        return byStart.values();
    }

    /// Those with a byte in `[from, to)`, in order.
    List<Range> over(long from, long to) {
        var found = new ArrayList<Range>();
        var first = byStart.floorEntry(from);
        if (first != null && first.getValue().start < from && first.getValue().end > from) found.add(first.getValue());
        found.addAll(byStart.subMap(from, to).values());
        return found;
    }

    void put(Range range) {
        cut(range.start, range.end);
        byStart.put(range.start, range);
    }

    /// Divides ranges at both ends, so that none has bytes on both sides of one.
    void divide(long from, long to) {
        divide(from);
        divide(to);
    }

    void removeIf(Predicate<Range> predicate) {
        byStart.values().removeIf(predicate);
    }

    void clear() {
        byStart.clear();
    }

    /// Nothing is left in `[from, to)`.
    void cut(long from, long to) {
        divide(from, to);
        byStart.subMap(from, to).clear();
    }

    private void divide(long at) {
        var before = byStart.lowerEntry(at);
        if (before == null || before.getValue().end <= at) return;
        var whole = before.getValue();
        byStart.put(whole.start, whole.part(whole.start, at));
        byStart.put(at, whole.part(at, whole.end));
    }
}

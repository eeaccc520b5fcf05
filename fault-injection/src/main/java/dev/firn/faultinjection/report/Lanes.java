package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.PendingWord;
import dev.firn.faultinjection.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The state of each cache line behind each event, for a window around a crash.
///
/// @param from the first event shown
/// @param to the event behind the last one shown
/// @param lines the cache lines shown, by number, in order
/// @param states a list for each line, a state for each event
/// @param linesLeftOut how many touched lines are not shown
record Lanes(int from, int to, List<Long> lines, List<List<LineState>> states, int linesLeftOut) {
    static final int MOST_BEFORE = 100;
    static final int MOST_AFTER = 12;
    static final int MOST_LINES = 40;

    static Lanes of(CrashedRun run) {
        int from = Math.max(0, run.event() - MOST_BEFORE);
        int to = Math.min(run.trace().size(), run.event() + MOST_AFTER);
        var touched = touched(run.trace(), from, to);
        var shown = shown(run, touched);
        return new Lanes(from, to, shown, states(run, from, to, shown), touched.size() - shown.size());
    }

    /// The state behind `event` of the line in row `row`.
    LineState state(int row, int event) {
        return states.get(row).get(event - from);
    }

    private static Set<Long> touched(Trace trace, int from, int to) {
        var touched = new TreeSet<Long>();
        for (int event = from; event < to; event++) touched.addAll(lines(trace, event));
        return touched;
    }

    /// The lines that a store touches; none for other events.
    static Set<Long> lines(Trace trace, int event) {
        return switch (trace.kind(event)) {
            case WRITE, PUBLISH, STORE, RELEASE -> {
                var lines = new LinkedHashSet<Long>();
                long last = trace.at(event) + trace.argument(event) - 1;
                for (long line = trace.at(event) >>> 6; line <= last >>> 6; line++) lines.add(line);
                yield lines;
            }
            case FLUSH, DRAIN, SYNC, SYNC_FAILED, GROW, SHRINK, KILL, STARTED, ACKNOWLEDGED, MARK -> Set.of();
        };
    }

    /// Lines that lost something first, then those that were pending, then the others.
    private static List<Long> shown(CrashedRun run, Set<Long> touched) {
        var pending = run.pending();
        var order = new LinkedHashSet<Long>();
        pending.stream().filter(word -> !word.survived()).map(PendingWord::line).forEach(order::add);
        pending.stream().map(PendingWord::line).forEach(order::add);
        order.addAll(touched);
        order.retainAll(touched);
        return order.stream().limit(MOST_LINES).sorted().toList();
    }

    private static List<List<LineState>> states(CrashedRun run, int from, int to, List<Long> shown) {
        var trace = run.trace();
        var stored = new HashSet<Long>();
        for (int event = 0; event < from; event++) stored.addAll(lines(trace, event));
        var pendingBefore = run.pendingBetween(from, to);
        List<List<LineState>> states = shown.stream().map(_ -> (List<LineState>) new ArrayList<LineState>()).toList();
        for (int event = from; event < to; event++) {
            stored.addAll(lines(trace, event));
            Map<Long, List<PendingWord>> behind =
                    pendingBefore.get(event + 1 - from).stream().collect(Collectors.groupingBy(PendingWord::line));
            for (int row = 0; row < shown.size(); row++) {
                long line = shown.get(row);
                var pending = behind.getOrDefault(line, List.of());
                states.get(row).add(LineState.of(pending, stored.contains(line)));
            }
        }
        return states;
    }
}

package dev.firn.faultinjection.mutation;

import dev.firn.faultinjection.CrashPointHashes;
import dev.firn.faultinjection.Recording;
import dev.firn.faultinjection.Trace;
import java.util.HashSet;
import java.util.Set;

/// What the crash points of a run can leave, told apart by progress.
///
/// Only the points before something becomes durable, before and after a mark, and the end count: between two of them
/// the pending stores only grow, so an earlier point leaves nothing that the later one cannot leave.
final class Reachable {
    private record State(long hash, Set<Long> started, Set<Long> acknowledged) {}

    private final Set<State> states;
    private final boolean ordered;

    private Reachable(Set<State> states, boolean ordered) {
        this.states = states;
        this.ordered = ordered;
    }

    /// @param ordered whether a model in use looks at the order of stores to different sectors
    static Reachable of(Recording recording, boolean ordered) {
        var states = new HashSet<State>();
        long[] hashes = CrashPointHashes.of(recording, ordered);
        var trace = recording.trace();
        Set<Long> started = Set.of();
        Set<Long> acknowledged = Set.of();
        for (int event = 0; event <= trace.size(); event++) {
            if (event > 0) {
                started = after(trace, event - 1, Trace.Kind.STARTED, started);
                acknowledged = after(trace, event - 1, Trace.Kind.ACKNOWLEDGED, acknowledged);
            }
            if (counts(trace, event)) states.add(new State(hashes[event], started, acknowledged));
        }
        return new Reachable(states, ordered);
    }

    /// Whether every crash point of `other` leaves what some crash point here leaves.
    boolean covers(Recording other) {
        return states.containsAll(of(other, ordered).states);
    }

    private static Set<Long> after(Trace trace, int event, Trace.Kind kind, Set<Long> before) {
        if (trace.kind(event) != kind) return before;
        var after = new HashSet<>(before);
        after.add(trace.argument(event));
        return Set.copyOf(after);
    }

    private static boolean counts(Trace trace, int event) {
        if (event == trace.size()) return true;
        return switch (trace.kind(event)) {
            case WRITE, PUBLISH, STORE, FLUSH -> false;
            case DRAIN, SYNC, SYNC_FAILED, GROW, KILL, STARTED, ACKNOWLEDGED, MARK -> true;
        };
    }
}

package dev.firn.faultinjection.mutation;

import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashPointHashes;
import dev.firn.faultinjection.PersistencyModel;
import dev.firn.faultinjection.Recording;
import dev.firn.faultinjection.Trace;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// What the crash points of a run can leave, told apart by progress.
///
/// Only the points before something becomes durable, before and after a mark, and the end count: between two of them
/// the pending stores only grow, so an earlier point leaves nothing that the later one cannot leave.
final class Reachable {
    private record State(long hash, Set<Long> started, Set<Long> acknowledged) {}

    private static final Set<PersistencyModel> OF_CHANGES =
            Set.of(CrashModel.WORDS, CrashModel.PX86, CrashModel.JAVA, CrashModel.PAGECACHE);

    private final Set<State> states;
    private final Collection<PersistencyModel> models;

    private Reachable(Set<State> states, Collection<PersistencyModel> models) {
        this.states = states;
        this.models = models;
    }

    /// @param models under which crashes are looked for
    static Reachable of(Recording recording, Collection<PersistencyModel> models) {
        var states = new HashSet<State>();
        long[] hashes = hashes(recording, models);
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
        return new Reachable(states, models);
    }

    /// Models that nobody here knows may look at the order of everything.
    private static long[] hashes(Recording recording, Collection<PersistencyModel> models) {
        return OF_CHANGES.containsAll(models)
                ? CrashPointHashes.ofChanges(recording)
                : CrashPointHashes.of(recording, true);
    }

    /// Whether every crash point of `other` leaves what some crash point here leaves.
    boolean covers(Recording other) {
        return states.containsAll(of(other, models).states);
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
            case WRITE, PUBLISH, STORE, RELEASE, FLUSH -> false;
            case DRAIN, SYNC, SYNC_FAILED, GROW, SHRINK, KILL, STARTED, ACKNOWLEDGED, MARK -> true;
        };
    }
}

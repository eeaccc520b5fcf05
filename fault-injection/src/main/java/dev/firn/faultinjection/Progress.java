package dev.firn.faultinjection;

import java.util.HashSet;
import java.util.Set;

/// How far the workload had come when it crashed. What is acknowledged must be found; what is not started must not.
///
/// @param started operations that had begun
/// @param acknowledged operations that the workload knew to be durable
public record Progress(Set<Long> started, Set<Long> acknowledged) {
    public static final Progress NONE = new Progress(Set.of(), Set.of());

    public Progress {
        started = Set.copyOf(started);
        acknowledged = Set.copyOf(acknowledged);
    }

    public boolean isStarted(long operation) {
        return started.contains(operation);
    }

    public boolean isAcknowledged(long operation) {
        return acknowledged.contains(operation);
    }

    /// This, and the event of a trace, if that is a mark.
    Progress after(Trace trace, int event) {
        return switch (trace.kind(event)) {
            case STARTED -> new Progress(with(started, trace.argument(event)), acknowledged);
            case ACKNOWLEDGED -> new Progress(started, with(acknowledged, trace.argument(event)));
            case WRITE, PUBLISH, STORE, RELEASE, FLUSH, DRAIN, SYNC, SYNC_FAILED, GROW, SHRINK, KILL, MARK -> this;
        };
    }

    private static Set<Long> with(Set<Long> set, long added) {
        var copy = new HashSet<>(set);
        copy.add(added);
        return copy;
    }
}

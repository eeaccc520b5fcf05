package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashPointHashes;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.Recording;
import dev.firn.faultinjection.Trace;
import dev.firn.faultinjection.schedule.history.History;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// The crash points that were explored: what a crash can leave there, and the history before it. A second one that is
/// equal in both would be judged in the same way.
final class SeenPoints {
    /// Models that do not look at the order of stores to different sectors.
    private static final Set<Object> UNORDERED =
            Set.of(
                    CrashModel.NONE_SURVIVE,
                    CrashModel.ALL_SURVIVE,
                    CrashModel.JAVA,
                    CrashModel.PX86,
                    CrashModel.WORDS,
                    CrashModel.GARBAGE,
                    CrashModel.PAGECACHE);

    private final boolean ordered;
    private final Set<Long> seen = new HashSet<>();
    private long shared;

    SeenPoints(Collection<?> models) {
        this.ordered = !UNORDERED.containsAll(models);
    }

    /// How many were equal to another.
    long shared() {
        return shared;
    }

    /// For each event, and the end, whether a crash before it is new.
    boolean[] add(Recording recording, History history) {
        long[] points = CrashPointHashes.of(recording, ordered);
        var isNew = new boolean[points.length];
        var trace = recording.trace();
        var started = new HashSet<Long>();
        var acknowledged = new HashSet<Long>();
        long before = history.until(Progress.NONE).hash();
        for (int event = 0; event < points.length; event++) {
            isNew[event] = seen.add(points[event] * 31 + before);
            if (!isNew[event]) shared++;
            if (event < trace.size() && marks(trace, event, started, acknowledged)) {
                before = history.until(new Progress(started, acknowledged)).hash();
            }
        }
        return isNew;
    }

    private static boolean marks(Trace trace, int event, Set<Long> started, Set<Long> acknowledged) {
        return switch (trace.kind(event)) {
            case STARTED -> started.add(trace.argument(event));
            case ACKNOWLEDGED -> acknowledged.add(trace.argument(event));
            case WRITE, PUBLISH, STORE, RELEASE, FLUSH, DRAIN, SYNC, SYNC_FAILED, GROW, SHRINK, KILL, MARK -> false;
        };
    }
}

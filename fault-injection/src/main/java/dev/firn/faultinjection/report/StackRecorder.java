package dev.firn.faultinjection.report;

import dev.firn.faultinjection.EventListener;
import dev.firn.faultinjection.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Remembers from where each event was made. Pass it to [dev.firn.faultinjection.Recording] to have call sites of a
/// first run at once; it costs a microsecond or two an event, so reports run the workload again instead.
///
/// Frames of the JDK, of test runners, of the persist layer and of this tester are left out. Guarded by the region that it listens to.
public final class StackRecorder implements EventListener {
    private static final int MOST_FRAMES = 8;
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final List<String> OURS =
            List.of(
                    "dev.firn.pmem.",
                    "dev.firn.faultinjection.",
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "com.sun.");
    private static final List<String> RUNNERS = List.of("org.junit.", "net.jqwik.", "org.apache.maven.surefire.");

    private final IntPredicate wanted;
    private final Map<Integer, CallSite> sites = new HashMap<>();
    private final Map<CallSite, CallSite> known = new HashMap<>();

    private StackRecorder(IntPredicate wanted) {
        this.wanted = wanted;
    }

    /// Of every event.
    public static StackRecorder always() {
        return new StackRecorder(_ -> true);
    }

    /// Of the events that `wanted` names by their numbers.
    public static StackRecorder of(IntPredicate wanted) {
        return new StackRecorder(wanted);
    }

    /// From where an event was made; empty when it was not wanted, or nobody but the tester was on the stack.
    public Optional<CallSite> at(int event) {
        return Optional.ofNullable(sites.get(event));
    }

    /// Whether the very place was come to from different callers, so that it says little without them.
    boolean isShared(CallSite site) {
        return known.keySet().stream()
                        .filter(other -> other.text().equals(site.text()))
                        .map(CallSite::chain)
                        .distinct()
                        .limit(2)
                        .count()
                == 2;
    }

    @Override
    public void onEvent(int index, Trace.Kind kind) {
        if (!wanted.test(index)) return;
        here().ifPresent(site -> sites.put(index, known.computeIfAbsent(site, same -> same)));
    }

    /// The place that called the region just now.
    static Optional<CallSite> here() {
        // A test runner ends the walk: what is beyond it is deep, and nobody's code.
        var frames =
                WALKER.walk(all ->
                        all.takeWhile(frame -> !isOf(RUNNERS, frame))
                                .filter(frame -> !isOf(OURS, frame))
                                .limit(MOST_FRAMES)
                                .toList());
        return frames.isEmpty() ? Optional.empty() : Optional.of(CallSite.of(frames));
    }

    private static boolean isOf(List<String> prefixes, StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        for (String prefix : prefixes) if (name.startsWith(prefix)) return true;
        return false;
    }
}

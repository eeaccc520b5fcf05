package dev.firn.faultinjection.mutation;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.Recording;
import dev.firn.faultinjection.Trace;
import dev.firn.faultinjection.report.CallSite;
import dev.firn.faultinjection.report.StackRecorder;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One recorded workload with the call sites of its events.
final class Subject {
    private static final int FRAMES = 3;

    private final Workload workload;
    private final StackRecorder sites = StackRecorder.always();
    private final Recording recording;
    private final Reachable reachable;

    Subject(Workload workload, CrashOptions options) {
        this.workload = workload;
        this.recording = Recording.of(workload.scenario(), sites);
        this.reachable = Reachable.of(recording, options.models());
    }

    String name() {
        return workload.name();
    }

    /// Offers every mutation of this run, with the event that it is about.
    void each(BiConsumer<Mutation, Integer> visitor) {
        var trace = recording.trace();
        for (int event = 0; event < trace.size(); event++) {
            if (waits(trace.kind(event))) visitor.accept(new Mutation(Mutation.Kind.DROP, call(event), null), event);
            int next = Mutation.next(trace, event);
            if (next > 0 && maySwap(event, next)) {
                visitor.accept(new Mutation(Mutation.Kind.SWAP, call(event), call(next)), event);
            }
        }
    }

    /// The crash that shows a mutation; empty when none that `options` allow for does.
    Optional<CrashFailure> attempt(Mutation mutation, int event, CrashOptions options) {
        try {
            CrashExplorer.explore(workload.scenario(), edited(mutation, event), options, _ -> true);
            return Optional.empty();
        } catch (CrashFailure failure) {
            return Optional.of(failure);
        }
    }

    /// Whether no crash can show it.
    boolean isEquivalent(Mutation mutation, int event) {
        return reachable.covers(edited(mutation, event));
    }

    private Recording edited(Mutation mutation, int event) {
        return new Recording(recording.before(), mutation.edit(recording.trace(), event), recording.maxBytes());
    }

    private static boolean waits(Trace.Kind kind) {
        return switch (kind) {
            case FLUSH, DRAIN, SYNC -> true;
            case WRITE, PUBLISH, STORE, RELEASE, SYNC_FAILED, GROW, SHRINK, KILL, STARTED, ACKNOWLEDGED, MARK -> false;
        };
    }

    /// Two calls of one thread that a program could have made the other way round: stores do not overlap, and nothing
    /// is moved over the beginning of its operation, its growth or the end of a process.
    private boolean maySwap(int event, int next) {
        var trace = recording.trace();
        // To be told later is no harm.
        if (trace.kind(event) == Trace.Kind.ACKNOWLEDGED) return false;
        if (!moves(trace.kind(event)) || !moves(trace.kind(next))) return false;
        if (trace.kind(event) == trace.kind(next) && waits(trace.kind(event))) return false;
        return IntStream.rangeClosed(event + 1, next).allMatch(passed -> mayPass(event, passed));
    }

    private boolean mayPass(int event, int passed) {
        var trace = recording.trace();
        return switch (trace.kind(passed)) {
            // Nothing passes a cut: it may be behind the end, or what makes the end.
            case KILL, SYNC_FAILED, SHRINK -> false;
            case WRITE, PUBLISH, STORE, RELEASE -> !(trace.isStore(event) && overlap(trace, event, passed));
            case FLUSH, DRAIN, SYNC, GROW, STARTED, ACKNOWLEDGED, MARK -> true;
        };
    }

    private static boolean moves(Trace.Kind kind) {
        return switch (kind) {
            case WRITE, PUBLISH, STORE, RELEASE, FLUSH, DRAIN, SYNC, ACKNOWLEDGED -> true;
            case SYNC_FAILED, GROW, SHRINK, KILL, STARTED, MARK -> false;
        };
    }

    private static boolean overlap(Trace trace, int event, int other) {
        long end = trace.at(event) + trace.argument(event) + 7 & -8;
        long otherEnd = trace.at(other) + trace.argument(other) + 7 & -8;
        return (trace.at(event) & -8) < otherEnd && (trace.at(other) & -8) < end;
    }

    private Mutation.Call call(int event) {
        var kind = recording.trace().kind(event);
        boolean ours = kind == Trace.Kind.ACKNOWLEDGED;
        return new Mutation.Call(kind, ours ? "the workload" : sites.at(event).map(this::methods).orElse("?"));
    }

    /// The program's own, without what the scenario puts around the medium and who called it; where the scenario is the
    /// program, up to its work.
    private String methods(CallSite site) {
        var all = Stream.concat(Stream.of(site.text()), site.callers().stream()).toList();
        var program = all.stream().dropWhile(this::isScenario).takeWhile(frame -> !isScenario(frame)).toList();
        return (program.isEmpty() ? upToWork(all) : program)
                .stream().limit(FRAMES).map(frame -> frame.replaceAll(":\\d+$", "")).collect(Collectors.joining(" < "));
    }

    private List<String> upToWork(List<String> frames) {
        int work = 0;
        while (work < frames.size() && !frames.get(work).startsWith(scenario() + ".work:")) work++;
        return frames.subList(0, Math.min(work + 1, frames.size()));
    }

    private boolean isScenario(String frame) {
        return frame.startsWith(scenario() + ".");
    }

    private String scenario() {
        String name = workload.scenario().getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}

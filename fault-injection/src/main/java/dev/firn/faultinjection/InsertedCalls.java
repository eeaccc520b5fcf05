package dev.firn.faultinjection;

import java.util.Objects;

/// A scenario as if its program made one call more at some places: to see which missing call lets crashes fail. Nothing
/// of the program is changed; the call is added to what is recorded, by the same thread.
///
/// @param <S> what a recovery finds
public final class InsertedCalls<S> implements CrashScenario<S> {
    /// What is added.
    public enum Call {
        DRAIN("a drain"),
        /// Of the cache lines that the store before it touched.
        FLUSH("a flush"),
        FLUSH_AND_DRAIN("a flush and a drain");

        private final String words;

        Call(String words) {
            this.words = words;
        }

        /// With an article, for a sentence.
        public String words() {
            return words;
        }

        /// Whether it makes a difference behind an event of that kind.
        public boolean fits(Trace.Kind before) {
            return switch (before) {
                case WRITE, PUBLISH, STORE, RELEASE -> true;
                case FLUSH -> this == DRAIN;
                case DRAIN, SYNC, SYNC_FAILED, GROW, SHRINK, KILL, STARTED, ACKNOWLEDGED, MARK -> false;
            };
        }
    }

    /// Where a call is added.
    @FunctionalInterface
    public interface Place {
        /// Asked on the thread that made the event, with the program on its stack.
        boolean isBehind(Trace.Kind kind);
    }

    private final CrashScenario<S> scenario;
    private final Call call;
    private final Place place;

    /// `scenario`, with `call` behind every event that `place` accepts.
    public InsertedCalls(CrashScenario<S> scenario, Call call, Place place) {
        this.scenario = Objects.requireNonNull(scenario, "scenario");
        this.call = Objects.requireNonNull(call, "call");
        this.place = Objects.requireNonNull(place, "place");
    }

    @Override
    public SimulatedRegion prepare() {
        return scenario.prepare();
    }

    @Override
    public void work(SimulatedRegion region) throws Exception {
        listen(region);
        scenario.work(region);
    }

    @Override
    public S recover(SimulatedRegion region) throws Exception {
        listen(region);
        return scenario.recover(region);
    }

    @Override
    public void judge(S found, Progress progress) {
        scenario.judge(found, progress);
    }

    @Override
    public void judgeResumed(S first, S found, Progress progress) {
        scenario.judgeResumed(first, found, progress);
    }

    @Override
    public void resume(SimulatedRegion region) throws Exception {
        listen(region);
        scenario.resume(region);
    }

    @Override
    public void check(SimulatedRegion region, S found, Progress progress) throws Exception {
        scenario.check(region, found, progress);
    }

    @Override
    public SpaceUse space(SimulatedRegion region, S found) {
        return scenario.space(region, found);
    }

    @Override
    public boolean isCrashPoint(Progress progress) {
        return scenario.isCrashPoint(progress);
    }

    @Override
    public String place(long at) {
        return scenario.place(at);
    }

    private void listen(SimulatedRegion region) {
        var trace = region.trace();
        region.listen((event, kind) -> insert(trace, event, kind));
    }

    /// Adds to the trace, not through the region, which a kill may have closed. What is added comes back here and fits
    /// nowhere: so it ends.
    private void insert(Trace trace, int event, Trace.Kind kind) {
        if (!call.fits(kind) || !place.isBehind(kind)) return;
        int thread = trace.thread(event);
        int line = trace.at(event) & -64;
        long lines = (trace.at(event) + trace.argument(event) + 63 & -64) - line;
        switch (call) {
            case DRAIN -> trace.add(Trace.Kind.DRAIN, thread, 0, 0);
            case FLUSH -> trace.add(Trace.Kind.FLUSH, thread, line, lines);
            case FLUSH_AND_DRAIN -> {
                trace.add(Trace.Kind.FLUSH, thread, line, lines);
                trace.add(Trace.Kind.DRAIN, thread, 0, 0);
            }
        }
    }
}

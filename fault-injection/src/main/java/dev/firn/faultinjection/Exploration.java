package dev.firn.faultinjection;

import dev.firn.faultinjection.Judge.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// The search through all crashes of one recording, and, one level further in, of the recoveries after them.
final class Exploration<S> {
    private final CrashScenario<S> scenario;
    private final CrashOptions outermost;
    private final ExplorationListener listener;
    private final int maxBytes;
    private final Judge<S> judge;
    private final Tally tally;
    private final LongSet seen = new LongSet();
    private final Map<Progress, Integer> progresses = new HashMap<>();
    private final List<Desk> desks = new ArrayList<>();
    private IntPredicate crashPoints = _ -> true;

    Exploration(CrashScenario<S> scenario, CrashOptions options, ExplorationListener listener, int maxBytes) {
        this.scenario = scenario;
        this.outermost = options;
        this.listener = listener;
        this.maxBytes = maxBytes;
        this.tally = new Tally(options.models());
        this.judge = new Judge<>(scenario, options, maxBytes, tally);
        for (int depth = 0; depth <= options.nested(); depth++) desks.add(new Desk(options));
    }

    /// Leaves out the crash points of the workload that `wanted` does not let through.
    Exploration<S> at(IntPredicate wanted) {
        crashPoints = wanted;
        return this;
    }

    /// @throws CrashFailure at the first failure
    /// @throws ExplorationCancelled when the thread is interrupted
    CrashReport run(Recording recording) {
        var trace = recording.trace();
        var desk = desks.getFirst();
        desk.medium.begin(recording.before(), trace, Words.hash(recording.before()));
        for (int event = 0; event <= trace.size(); event++) {
            if (isTried(trace, event) && crashPoints.test(event)) tally.pointsInAll++;
        }
        try {
            explore(desk, trace, new Level<>(outermost, Progress.NONE, null, "", 0));
            return tally.report(outermost, true);
        } catch (Ended ended) {
            if (ended == Ended.CANCELLED) throw new ExplorationCancelled(tally.report(outermost, false));
            return tally.report(outermost, false);
        }
    }

    private boolean isTried(Trace trace, int event) {
        return !outermost.isReduced() || isLast(trace, event) || !allOnlyGrow();
    }

    private boolean allOnlyGrow() {
        return outermost.models().stream().allMatch(PersistencyModel::onlyGrows);
    }

    /// Whether something comes next that may make what is pending less, or tells how far the workload is.
    private static boolean isLast(Trace trace, int event) {
        return event == trace.size() || !trace.isStore(event) && trace.kind(event) != Trace.Kind.FLUSH;
    }

    private void explore(Desk desk, Trace trace, Level<S> level) {
        var sweep = new Sweep<>(this, desk, trace, level);
        var progress = level.before();
        while (true) {
            int event = desk.medium.event();
            boolean wanted = level.isNested() || crashPoints.test(event);
            if (wanted && isTried(trace, event) && scenario.isCrashPoint(progress)) {
                sweep.crash(progress, outermost.isReduced() && !isLast(trace, event));
                if (level.isNested()) tally.nestedPoints++;
                else listener.onPoint(++tally.points, tally.pointsInAll, tally.images + tally.repeated);
            }
            if (!desk.medium.step()) return;
            progress = progress.after(trace, event);
        }
    }

    /// Recovers and judges the image that `desk` shows, and crashes what comes then.
    void judge(Sweep<S> sweep, PersistencyModel model, Progress progress, LazyTree lazy) {
        requireGoingOn();
        tally.images++;
        var image = sweep.desk().medium.image();
        var level = sweep.level();
        S found;
        try {
            found = judge.judge(image, progress, level, lazy);
        } catch (Throwable failure) {
            if (Thread.currentThread().isInterrupted()) throw Ended.CANCELLED;
            if (lazy != null && lazy.divergence() != null) throw lazy.divergence();
            shrink(sweep, progress);
            throw failure(sweep, model, failure);
        }
        if (found != null && level.options().nested() > 0) nest(sweep, model, progress, found);
    }

    private void requireGoingOn() {
        if (tally.images >= outermost.budget()) throw Ended.BUDGET;
        if (Thread.currentThread().isInterrupted()) throw Ended.CANCELLED;
    }

    private void nest(Sweep<S> sweep, PersistencyModel model, Progress progress, S found) {
        var level = sweep.level();
        var image = sweep.desk().medium.image();
        var inner = desks.get(outermost.nested() - level.options().nested() + 1);
        inner.medium.begin(image.bytes(), inner.resumed, image.wordHash());
        String path = level.path() + sweep.path(model).text() + ">";
        try {
            scenario.resume(SimulatedRegion.of(inner.medium.image().work(), maxBytes, inner.resumed));
        } catch (Throwable failure) {
            if (Thread.currentThread().isInterrupted()) throw Ended.CANCELLED;
            throw failure(sweep, model, failure);
        }
        inner.medium.image().undo(inner.resumed);
        long salt = Words.hash(level.options().nested(), found.hashCode() + 1L);
        explore(inner, inner.resumed, new Level<>(level.options().inner(), progress, found, path, salt));
    }

    private void shrink(Sweep<S> sweep, Progress progress) {
        var image = sweep.desk().medium.image();
        LostLines.shrink(sweep.desk().units, image, () -> fails(image, progress, sweep.level()));
    }

    private boolean fails(Image image, Progress progress, Level<S> level) {
        try {
            judge.judge(image, progress, level, null);
            return false;
        } catch (Throwable failure) {
            return true;
        }
    }

    CrashFailure failure(Sweep<S> sweep, PersistencyModel model, Throwable cause) {
        var level = sweep.level();
        var path = sweep.path(model);
        String depth = level.isNested() ? "after " + level.path() + "\n" : "";
        String where = depth + path.describe(sweep.trace(), sweep.desk().medium.pending(), outermost.seed(), scenario::place);
        var failure = new CrashFailure(where, level.path() + path.text(), cause);
        listener.onFailure(failure);
        return failure;
    }

    /// Whether an image is to be judged under this progress.
    boolean isNew(Image image, Progress progress, Level<S> level) {
        long salt = Words.hash(progressId(progress) + 1, level.options().nested() + 1L) ^ level.salt();
        if (seen.add(image.hash() + salt)) return true;
        tally.repeated++;
        return false;
    }

    private int progressId(Progress progress) {
        return progresses.computeIfAbsent(progress, _ -> progresses.size());
    }

    Tally tally() {
        return tally;
    }

    Judge<S> judge() {
        return judge;
    }

    ExplorationListener listener() {
        return listener;
    }

    /// Ends a search from within.
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final Ended BUDGET = new Ended();
        static final Ended CANCELLED = new Ended();

        private Ended() {
            super(null, null, false, false);
        }
    }
}

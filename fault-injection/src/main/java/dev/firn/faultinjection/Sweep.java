package dev.firn.faultinjection;

import dev.firn.faultinjection.Judge.Level;
import java.util.SplittableRandom;

/// The crash points of one recording, one after the other: which images are tried at each, and how far up the ladder
/// that is.
final class Sweep<S> {
    private final Exploration<S> exploration;
    private final Desk desk;
    private final Trace trace;
    private final Level<S> level;
    private final Guards guards;
    private final Tally tally;
    private Progress progress;
    private Progress progressBefore;
    private int eventBefore = -1;
    private PersistencyModel model;
    private long choices;
    private boolean wasExhaustive;

    Sweep(Exploration<S> exploration, Desk desk, Trace trace, Level<S> level) {
        this.exploration = exploration;
        this.desk = desk;
        this.trace = trace;
        this.level = level;
        this.tally = exploration.tally();
        this.guards = Guards.of(trace, level.options().guards());
    }

    Desk desk() {
        return desk;
    }

    Trace trace() {
        return trace;
    }

    Level<S> level() {
        return level;
    }

    CrashPath path(PersistencyModel of) {
        return CrashPath.of(desk.medium.event(), of, desk.units, desk.medium.image().choice());
    }

    /// Crashes where the medium stands.
    ///
    /// @param onlyUnreduced whether models that only grow are left out here
    void crash(Progress newProgress, boolean onlyUnreduced) {
        progress = newProgress;
        boolean follows = desk.medium.event() == eventBefore + 1;
        eventBefore = desk.medium.event();
        if (wasExhaustive && follows && progress == progressBefore && nothingStored()) {
            tally.repeated += choices;
            return;
        }
        progressBefore = progress;
        choices = 0;
        wasExhaustive = true;
        for (var each : level.options().models()) {
            if (onlyUnreduced && each.onlyGrows()) {
                wasExhaustive = false;
                continue;
            }
            model = each;
            desk.units.divide(model, desk.medium.pending(), desk.medium.durable());
            desk.medium.image().choose(desk.units);
            var rung = climb();
            desk.medium.image().reset();
            wasExhaustive &= rung == Rung.EXHAUSTIVE;
            tally.completed(model, rung, level.isNested());
            if (!level.isNested()) exploration.listener().onRung(desk.medium.event(), model, rung);
        }
    }

    /// Whether the event before this point has changed nothing that a crash may leave.
    private boolean nothingStored() {
        int event = desk.medium.event();
        if (event == 0) return false;
        return switch (trace.kind(event - 1)) {
            case FLUSH, MARK, KILL, SYNC_FAILED -> true;
            case WRITE, PUBLISH, STORE, RELEASE, DRAIN, SYNC, GROW, SHRINK, STARTED, ACKNOWLEDGED -> false;
        };
    }

    private Rung climb() {
        var options = level.options();
        var units = desk.units;
        var image = desk.medium.image();
        if (!units.isCoarse() && units.product(options.exhaustive() + 1L) <= options.exhaustive()) {
            desk.odometer.turn(units, image, this::visit);
            return Rung.EXHAUSTIVE;
        }
        if (!units.isCoarse() && options.lazy() > 0 && climbLazily(options.lazy())) return Rung.EXHAUSTIVE_LAZY;
        if (guards != null && climbGuarded(options)) return Rung.EXHAUSTIVE_GUARDED;
        return Ladder.sample(units, image, options, desk.medium.event(), this::visit);
    }

    private void visit() {
        choices++;
        if (exploration.isNew(desk.medium.image(), progress, level)) exploration.judge(this, model, progress, null);
    }

    private boolean climbLazily(int most) {
        var tree = desk.lazy;
        double covered = 0;
        tree.begin(desk.units, desk.medium.image(), trace, guards);
        int classes = 0;
        do {
            if (classes++ == most) return false;
            tree.restart();
            exploration.judge(this, model, progress, tree);
            tree.requireSame();
            if (tree.race() != null) throw exploration.failure(this, model, tree.race());
            covered += tree.covered();
        } while (tree.next());
        tally.lazyClasses += classes;
        tally.lazyImages += covered;
        tally.races += tree.races();
        return true;
    }

    private boolean climbGuarded(CrashOptions options) {
        var axes = Axes.guarded(desk.units, guards, options.seed() + desk.medium.event());
        long product = axes.product(options.exhaustive() + 1L);
        if (product > options.exhaustive()) return false;
        desk.odometer.turn(axes, desk.medium.image(), this::visit);
        tally.guardedImages += product;
        tally.guardedLegal += legal();
        if (options.spotChecks() > 0) spotCheck(axes, options);
        return true;
    }

    private double legal() {
        double legal = 1;
        for (int unit = 0; unit < desk.units.count(); unit++) legal *= desk.units.states(unit);
        return legal;
    }

    /// Torn states beyond those that stand for all must lead to what these led to, or the checksum has a hole.
    private void spotCheck(Axes axes, CrashOptions options) {
        var image = desk.medium.image();
        var random = new SplittableRandom(options.seed() * 31 + desk.medium.event());
        for (int axis = 0; axis < axes.count(); axis++) {
            for (int other = 0; other < axes.count(); other++) axes.set(image, other, axes.states(other) - 1);
            if (!axes.isGuarded(axis)) continue;
            long intact = image.hash();
            axes.set(image, axis, 0);
            Object absent = exploration.judge().outcome(image);
            axes.set(image, axis, Axes.TORN);
            Object torn = exploration.judge().outcome(image);
            for (int round = 0; round < options.spotChecks(); round++) {
                axes.tear(image, axis, random);
                if (image.hash() != intact) spotCheck(absent, torn);
            }
        }
    }

    private void spotCheck(Object absent, Object torn) {
        tally.spotChecks++;
        Object found = exploration.judge().outcome(desk.medium.image());
        if (found.equals(torn) || found.equals(absent)) return;
        throw exploration.failure(
                this,
                model,
                new AssertionError(
                        "a checksum has a hole: torn here, recovery finds %s; torn elsewhere, %s"
                                .formatted(found, torn)));
    }
}

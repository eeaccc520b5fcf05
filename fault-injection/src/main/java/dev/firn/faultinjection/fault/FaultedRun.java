package dev.firn.faultinjection.fault;

import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.pmem.Region;

/// One run of a scenario with one fault: the living subject is judged, and then what the next process finds.
final class FaultedRun<S> {
    /// How it ended.
    enum Ending {
        /// The workload has no such call.
        NO_FAULT,
        WENT_ON,
        STOPPED
    }

    private final FaultScenario<S> scenario;
    private final FaultPath path;
    private final SimulatedRegion region;
    private final Journal journal;
    private final FaultPlan plan;

    FaultedRun(FaultScenario<S> scenario, FaultPath path, SimulatedRegion region) {
        this.scenario = scenario;
        this.path = path;
        this.region = region;
        this.journal = new Journal(region);
        this.plan = path.plan(() -> region.started(Journal.FAULT));
    }

    /// With the judgement of the living subject, and of what a process finds that opens the region after it died.
    Ending judged() {
        boolean finished = lives();
        if (!plan.fired()) return Ending.NO_FAULT;
        var progress = journal.progress();
        var next = region.kill();
        if (path.mode() == FaultMode.STICKY) {
            tried("opened again on the broken medium", () -> contents(new FaultyRegion(next, plan)), progress);
        }
        plan.heal();
        var repaired = next.kill();
        if (!tried("opened again", () -> contents(repaired), progress)) {
            throw failure("the subject cannot be opened on a sound medium", null);
        }
        return finished ? Ending.WENT_ON : Ending.STOPPED;
    }

    /// Without any judgement: what a crash explorer records.
    void unjudged() {
        try {
            var subject = scenario.open(new FaultyRegion(region, plan));
            subject.work(journal);
            subject.close();
        } catch (Throwable handled) {
            // Judged elsewhere; here only what it left on the medium counts.
        }
    }

    /// Whether the workload came to its end.
    private boolean lives() {
        boolean finished = false;
        try {
            var subject = scenario.open(new FaultyRegion(region, plan));
            finished = worked(subject);
            tried("the living subject", subject::contents, journal.progress());
            subject.close();
        } catch (Throwable failure) {
            requireTyped("opening or closing it", failure);
            finished = false;
        }
        return finished;
    }

    private boolean worked(FaultScenario.Subject<S> subject) {
        try {
            subject.work(journal);
            return true;
        } catch (Throwable failure) {
            requireTyped("the workload", failure);
            return false;
        }
    }

    /// What may throw anything.
    private interface Contents<S> {
        S get() throws Exception;
    }

    private S contents(Region medium) throws Exception {
        return scenario.open(medium).contents();
    }

    /// Whether it shows contents, which are then judged; otherwise it must have refused.
    private boolean tried(String who, Contents<S> contents, Progress progress) {
        S found;
        try {
            found = contents.get();
        } catch (Throwable failure) {
            requireTyped(who, failure);
            return false;
        }
        try {
            scenario.judge(found, progress);
        } catch (Throwable wrong) {
            throw failure("%s shows what cannot be: %s".formatted(who, wrong.getMessage()), wrong);
        }
        return true;
    }

    private void requireTyped(String who, Throwable failure) {
        if (failure instanceof FaultFailure known) throw known;
        if (!plan.fired()) throw failure("%s failed before any fault: %s".formatted(who, failure), failure);
        if (failure instanceof AssertionError || !scenario.isTyped(failure)) {
            throw failure("%s answered with %s".formatted(who, failure), failure);
        }
    }

    private FaultFailure failure(String what, Throwable cause) {
        return new FaultFailure(path, what, cause);
    }
}

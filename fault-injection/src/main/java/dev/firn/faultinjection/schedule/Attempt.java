package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.Recording;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.schedule.history.History;
import java.util.List;

/// One schedule of a scenario, as a workload that can be crashed.
final class Attempt<S> implements CrashScenario<S> {
    private final ConcurrentScenario<S> scenario;
    private final Recording prepared;
    private final ScheduleOptions options;
    private final Chooser chooser;
    private Schedule schedule = new Schedule(List.of());
    private History history = new History(List.of());
    private Throwable failure;

    /// @param prepared how the region is before each run
    Attempt(ConcurrentScenario<S> scenario, Recording prepared, ScheduleOptions options, Chooser chooser) {
        this.scenario = scenario;
        this.prepared = prepared;
        this.options = options;
        this.chooser = chooser;
    }

    /// The decisions of the run.
    Schedule schedule() {
        return schedule;
    }

    History history() {
        return history;
    }

    /// Why the run went wrong without a crash, or null.
    Throwable failure() {
        return failure;
    }

    @Override
    public SimulatedRegion prepare() {
        return SimulatedRegion.of(prepared.before().clone(), prepared.maxBytes());
    }

    /// Does not throw what threads throw: see [#failure].
    @Override
    public void work(SimulatedRegion region) {
        var turns = new Turns(chooser, options.points(), options.patience());
        var run = new Run(region, turns);
        try {
            failure = turns.run(scenario.threads(run));
            if (failure == null) run.finish();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        schedule = turns.schedule();
        history = run.history();
        if (failure == null) judgeRun();
    }

    private void judgeRun() {
        try {
            scenario.judgeRun(history);
        } catch (Throwable wrong) {
            failure = wrong;
        }
    }

    @Override
    public S recover(SimulatedRegion region) throws Exception {
        return scenario.recover(region);
    }

    @Override
    public void judge(S found, Progress progress) {
        scenario.judge(found, history.until(progress));
    }
}

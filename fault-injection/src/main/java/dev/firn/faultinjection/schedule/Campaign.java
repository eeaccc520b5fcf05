package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.Recording;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/// The search through the schedules of one scenario.
final class Campaign<S> {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final ConcurrentScenario<S> scenario;
    private final ScheduleOptions options;
    private final Recording prepared;
    private final SeenPoints seen;
    private final long begun = System.nanoTime();
    private int schedules;
    private long steps;
    private int completedBound = -1;
    private int diverged;
    private long crashPoints;
    private long images;
    private boolean cancelled;

    Campaign(ConcurrentScenario<S> scenario, ScheduleOptions options) {
        this.scenario = scenario;
        this.options = options;
        this.prepared = Prepared.of(scenario);
        this.seen = new SeenPoints(options.crash().models());
    }

    ScheduleReport run() {
        switch (options.search()) {
            case Search.Preemptions(var bound) -> {
                for (int preemptions = 0; preemptions <= bound && mayGoOn(); preemptions++) everyWith(preemptions);
            }
            case Search.Walks(var seed, var count) -> {
                for (int walk = 0; walk < count && mayGoOn(); walk++) attempt(new RandomWalk(seed + walk * GOLDEN));
            }
            case Search.Priorities(var seed, var count, var changes) -> {
                for (int walk = 0; walk < count && mayGoOn(); walk++) {
                    int length = schedules == 0 ? 20 : (int) (steps / schedules);
                    attempt(new PriorityWalk(seed + walk * GOLDEN, changes, length));
                }
            }
        }
        return report();
    }

    /// Those with fewer were tried before: they are only run again to get on.
    private void everyWith(int preemptions) {
        var search = new DepthFirst(preemptions);
        boolean more = true;
        while (more && mayGoOn()) {
            var attempt = new Attempt<>(scenario, prepared, options, search);
            var recording = Recording.of(attempt);
            search.ended(attempt.schedule().choices().size());
            if (search.preemptions() == preemptions || attempt.failure() != null) judge(attempt, recording);
            more = search.advance();
        }
        diverged += search.diverged();
        if (!more && mayGoOn()) completedBound = preemptions;
    }

    private boolean mayGoOn() {
        cancelled |= Thread.currentThread().isInterrupted();
        return !cancelled && schedules < options.mostSchedules();
    }

    private void attempt(Chooser chooser) {
        var attempt = new Attempt<>(scenario, prepared, options, chooser);
        judge(attempt, Recording.of(attempt));
    }

    private void judge(Attempt<S> attempt, Recording recording) {
        if (attempt.failure() instanceof CancellationException) {
            cancelled = true;
            return;
        }
        if (attempt.failure() != null) throw failure(attempt, attempt.failure());
        schedules++;
        steps += attempt.schedule().choices().size();
        if (options.crashes()) crash(attempt, recording);
        options.listener().onSchedule(report(), attempt.schedule());
    }

    private void crash(Attempt<S> attempt, Recording recording) {
        boolean[] isNew = seen.add(recording, attempt.history());
        try {
            var report = CrashExplorer.explore(attempt, recording, options.crash(), event -> isNew[event]);
            crashPoints += report.points();
            images += report.images();
        } catch (CrashFailure crash) {
            throw failure(attempt, crash);
        }
    }

    private static ScheduleFailure failure(Attempt<?> attempt, Throwable cause) {
        return new ScheduleFailure(attempt.schedule(), attempt.history(), cause);
    }

    private ScheduleReport report() {
        return new ScheduleReport(
                options.search(),
                schedules,
                steps,
                completedBound,
                diverged,
                crashPoints,
                seen.shared(),
                images,
                cancelled,
                Duration.ofNanos(System.nanoTime() - begun));
    }
}

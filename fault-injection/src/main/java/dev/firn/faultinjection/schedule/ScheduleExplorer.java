package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.Recording;

/// Runs the threads of a scenario in many orders, and crashes each run at every place.
public final class ScheduleExplorer {
    private ScheduleExplorer() {}

    /// With the default options.
    ///
    /// @throws ScheduleFailure at the first schedule that goes wrong
    public static ScheduleReport explore(ConcurrentScenario<?> scenario) {
        return explore(scenario, ScheduleOptions.defaults());
    }

    /// Tries the schedules that `options` ask for, and crashes each where nothing equal was crashed before. Ends early,
    /// with a report that says so, when the calling thread is interrupted (it stays interrupted).
    ///
    /// @throws ScheduleFailure at the first schedule that goes wrong
    public static ScheduleReport explore(ConcurrentScenario<?> scenario, ScheduleOptions options) {
        return new Campaign<>(scenario, options).run();
    }

    /// Goes through one schedule again, and to the crash in it: `path` comes from a [ScheduleFailure]. The points of
    /// the default options.
    ///
    /// @throws ScheduleFailure when it still fails
    /// @throws ScheduleDivergedException when the run is no longer that one
    public static void replay(ConcurrentScenario<?> scenario, String path) {
        replay(scenario, path, ScheduleOptions.defaults());
    }

    /// The same with the points of `options`.
    public static void replay(ConcurrentScenario<?> scenario, String path, ScheduleOptions options) {
        int bar = path.indexOf('|');
        var schedule = Schedule.parse(bar < 0 ? path : path.substring(0, bar));
        var attempt = new Attempt<>(scenario, Prepared.of(scenario), options, new FixedWalk(schedule));
        Recording.of(attempt);
        requireSame(attempt, schedule);
        if (attempt.failure() != null) throw new ScheduleFailure(schedule, attempt.history(), attempt.failure());
        if (bar < 0) return;
        try {
            CrashExplorer.replay(attempt, path.substring(bar + 1).strip());
        } catch (CrashFailure crash) {
            throw new ScheduleFailure(schedule, attempt.history(), crash);
        }
    }

    private static void requireSame(Attempt<?> attempt, Schedule schedule) {
        if (attempt.failure() instanceof ScheduleDivergedException diverged) throw diverged;
        int steps = attempt.schedule().choices().size();
        int wanted = schedule.choices().size();
        if (steps < wanted) throw new ScheduleDivergedException(steps, (wanted - steps) + " more steps", "the end");
    }
}

package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/// How far an exploration of schedules goes. Immutable: each `with...` returns a changed copy.
///
/// @param search which schedules
/// @param points where a thread may lose its turn; beginnings, ends and marks of operations always count
/// @param crashes whether each run is crashed; otherwise only runs without a crash are judged
/// @param crash how each crash point is explored
/// @param mostSchedules after so many the search ends, and the report says that it is not complete
/// @param patience how long a thread may be at work between two points before the run is given up
/// @param listener told after each schedule
public record ScheduleOptions(
        Search search,
        Set<Point> points,
        boolean crashes,
        CrashOptions crash,
        int mostSchedules,
        Duration patience,
        ScheduleListener listener) {
    public ScheduleOptions {
        Objects.requireNonNull(search, "search");
        points = Set.copyOf(points);
        Objects.requireNonNull(crash, "crash");
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(listener, "listener");
    }

    /// All schedules with at most two preemptions, 10,000 at most, each crashed in some ten ways at each new crash
    /// point.
    public static ScheduleOptions defaults() {
        var crash =
                CrashOptions.defaults()
                        .withModels(CrashModel.JAVA, CrashModel.PX86)
                        .withExhaustive(32)
                        .withCuts(8, 8)
                        .withRandom(2, 1)
                        .withNested(0)
                        .withRecoverTwice(false);
        return new ScheduleOptions(
                new Search.Preemptions(2),
                Point.withoutFlushes(),
                true,
                crash,
                10_000,
                Duration.ofSeconds(30),
                (_, _) -> {});
    }

    public ScheduleOptions withSearch(Search value) {
        return new ScheduleOptions(value, points, crashes, crash, mostSchedules, patience, listener);
    }

    public ScheduleOptions withPoints(Set<Point> value) {
        return new ScheduleOptions(search, value, crashes, crash, mostSchedules, patience, listener);
    }

    /// Schedules alone: for linearizability without crashes.
    public ScheduleOptions withoutCrashes() {
        return new ScheduleOptions(search, points, false, crash, mostSchedules, patience, listener);
    }

    public ScheduleOptions withCrash(CrashOptions value) {
        return new ScheduleOptions(search, points, true, value, mostSchedules, patience, listener);
    }

    public ScheduleOptions withMostSchedules(int value) {
        return new ScheduleOptions(search, points, crashes, crash, value, patience, listener);
    }

    public ScheduleOptions withPatience(Duration value) {
        return new ScheduleOptions(search, points, crashes, crash, mostSchedules, value, listener);
    }

    public ScheduleOptions withListener(ScheduleListener value) {
        return new ScheduleOptions(search, points, crashes, crash, mostSchedules, patience, value);
    }
}

package dev.firn.faultinjection.schedule;

import java.time.Duration;

/// What an exploration of schedules did.
///
/// @param search that was asked for
/// @param schedules runs of the threads that differ
/// @param steps decisions in all of them
/// @param completedBound with how many preemptions all schedules were tried, or -1 when not even those with none
/// @param diverged runs that did not repeat what was seen of them before: more than 0 means that something decides that
///     is not under control, so that `completedBound` may claim too much
/// @param crashPoints that were explored
/// @param sharedPoints crash points left out because one with the same bytes and the same history was explored
/// @param images distinct images of each explored crash point's run that were recovered and judged
/// @param isCancelled whether it was interrupted
/// @param elapsed time
public record ScheduleReport(
        Search search,
        int schedules,
        long steps,
        int completedBound,
        int diverged,
        long crashPoints,
        long sharedPoints,
        long images,
        boolean isCancelled,
        Duration elapsed) {
    /// Whether all schedules that were asked for were tried.
    public boolean isComplete() {
        return switch (search) {
            case Search.Preemptions(var bound) -> completedBound == bound && diverged == 0;
            case Search.Walks(_, var count) -> schedules == count;
            case Search.Priorities(_, var count, _) -> schedules == count;
        };
    }

    /// In a sentence, the strongest claim first.
    public String sentence() {
        return "%s: %d schedules (%d steps), %d crash points (%d more like them), %d images, in %d ms%s%s"
                .formatted(
                        claim(),
                        schedules,
                        steps,
                        crashPoints,
                        sharedPoints,
                        images,
                        elapsed.toMillis(),
                        diverged > 0 ? ", " + diverged + " runs diverged" : "",
                        isCancelled ? ", cancelled" : "");
    }

    private String claim() {
        return switch (search) {
            case Search.Preemptions(var bound) when completedBound < 0 ->
                    "sampled, not one preemption bound of %d complete".formatted(bound);
            case Search.Preemptions(var bound) when completedBound < bound ->
                    "every schedule with at most %d preemptions, some with up to %d".formatted(completedBound, bound);
            case Search.Preemptions(var bound) -> "every schedule with at most %d preemptions".formatted(bound);
            case Search.Walks(var seed, _) -> "random walks from seed %d".formatted(seed);
            case Search.Priorities(var seed, _, var changes) ->
                    "priority walks with %d changes from seed %d".formatted(changes, seed);
        };
    }
}

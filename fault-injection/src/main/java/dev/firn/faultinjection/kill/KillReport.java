package dev.firn.faultinjection.kill;

import java.time.Duration;
import java.util.List;

/// What a campaign did and found.
///
/// @param violations promises that were broken, one sentence each; empty when all is well
/// @param kills processes that were killed
/// @param killsOpening how many of them while they opened
/// @param killsWorking how many at work
/// @param killsClosing how many while they closed
/// @param endedFirst processes that had closed and ended before their moment came; not counted as kills
/// @param acknowledgements how many were heard
/// @param elapsed from the first start to the last judgement
/// @param seed repeats the moments
/// @param cancelled whether it was ended before all kills were done and before its time was over
public record KillReport(
        List<String> violations,
        int kills,
        int killsOpening,
        int killsWorking,
        int killsClosing,
        int endedFirst,
        long acknowledgements,
        Duration elapsed,
        long seed,
        boolean cancelled) {
    public KillReport {
        violations = List.copyOf(violations);
    }

    /// Kills in a second.
    public double killsPerSecond() {
        return elapsed.isZero() ? 0 : kills * 1e9 / elapsed.toNanos();
    }
}

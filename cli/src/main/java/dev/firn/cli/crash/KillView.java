package dev.firn.cli.crash;

import dev.firn.faultinjection.kill.KillReport;
import java.util.List;

/// What a campaign of kills found, for programs.
///
/// @param mode the persist back-end that was asked for
record KillView(
        List<String> violations,
        int kills,
        int killsOpening,
        int killsWorking,
        int killsClosing,
        long acknowledgements,
        double seconds,
        double killsPerSecond,
        String mode,
        long seed,
        boolean cancelled) {
    static KillView of(KillReport r, String mode) {
        return new KillView(
                r.violations(),
                r.kills(),
                r.killsOpening(),
                r.killsWorking(),
                r.killsClosing(),
                r.acknowledgements(),
                r.elapsed().toMillis() / 1e3,
                Math.round(r.killsPerSecond() * 100) / 100.0,
                mode,
                r.seed(),
                r.cancelled());
    }
}

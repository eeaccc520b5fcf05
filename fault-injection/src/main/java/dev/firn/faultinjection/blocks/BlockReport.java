package dev.firn.faultinjection.blocks;

import java.time.Duration;
import java.util.List;

/// What a campaign did and found.
///
/// @param violations the first of the cuts that broke a promise, one sentence each; empty when all is well
/// @param broken how many did
/// @param cuts power cuts that were judged
/// @param cutsAtFlush how many of them were right after a FLUSH, with an empty cache
/// @param repaired after how many the file system could be mounted only when its repair tool had been at it
/// @param runs how often the workload was done
/// @param entries entries of the logs
/// @param flushes FLUSHes among them
/// @param cachedWrites writes that were in the cache at a cut, on average
/// @param elapsed for all of it
/// @param cutting the part of it for images, mounts and judgements
/// @param fileSystem which one
/// @param seed repeats the choices
/// @param cancelled whether it was ended before all cuts were done
public record BlockReport(
        List<String> violations,
        int broken,
        int cuts,
        int cutsAtFlush,
        int repaired,
        int runs,
        long entries,
        long flushes,
        double cachedWrites,
        Duration elapsed,
        Duration cutting,
        FileSystem fileSystem,
        long seed,
        boolean cancelled) {
    public BlockReport {
        violations = List.copyOf(violations);
    }

    /// Cuts in a second, the workload's time left out.
    public double cutsPerSecond() {
        return cutting.isZero() ? 0 : cuts * 1e9 / cutting.toNanos();
    }
}

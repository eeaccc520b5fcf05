package dev.firn.faultinjection;

/// Which ranges count as covered by a checksum, so that they are intact or torn and nothing between.
public enum GuardMode {
    /// None: every word counts.
    NONE,
    /// Those that the workload names by [SimulatedRegion#guarded].
    MARKED,
    /// Each bulk write, for a log that writes each frame, with its checksum, at once.
    WRITES
}

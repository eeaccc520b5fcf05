package dev.firn.faultinjection.blocks;

import java.util.Objects;

/// One power cut.
///
/// @param entry so many entries of the log had been made
/// @param survivors what the cache had written by then of what it need not have
/// @param seed for survivors that are drawn
public record BlockCut(int entry, Survivors survivors, long seed) {
    /// What survives of the writes that no flush has covered.
    public enum Survivors {
        /// None of them.
        NONE,
        /// All of them.
        ALL,
        /// Each with even odds.
        SOME,
        /// All but a few.
        MOST,
        /// Each in part: every sector of 512 bytes for itself.
        TORN
    }

    public BlockCut {
        Objects.requireNonNull(survivors, "survivors");
        if (entry < 0) throw new IllegalArgumentException("entry must not be negative: " + entry);
    }

    @Override
    public String toString() {
        return "entry %d, %s survive, seed %d".formatted(entry, survivors, seed);
    }
}

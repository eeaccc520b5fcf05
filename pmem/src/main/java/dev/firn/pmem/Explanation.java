package dev.firn.pmem;

import java.util.List;

/// Why a region is what it is, for people ([#sentence]) and for programs (the components).
///
/// @param backend the chosen back-end's name, as `firn.pmem.backend` takes it
/// @param granularity what it gives
/// @param durable whether a drain really makes bytes survive a power cut
/// @param reason one sentence: why this back-end
/// @param rejected the back-ends tried before it, in order, each with the reason it was passed over
public record Explanation(
        String backend, Granularity granularity, boolean durable, String reason, List<Rejected> rejected) {
    public Explanation {
        rejected = List.copyOf(rejected);
    }

    /// A back-end that was passed over.
    public record Rejected(String backend, String why) {}

    /// The whole story in one sentence.
    public String sentence() {
        return granularity + " by " + backend + (durable ? "" : " (not durable)") + ": " + reason;
    }
}

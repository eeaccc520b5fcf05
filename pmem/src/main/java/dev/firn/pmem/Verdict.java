package dev.firn.pmem;

/// Whether a back-end can serve a place.
sealed interface Verdict {
    /// @param durable whether its drains survive a power cut
    /// @param reason for people: why it, in half a sentence
    record Fits(Granularity granularity, boolean durable, String reason) implements Verdict {}

    record Rejected(String why) implements Verdict {}
}

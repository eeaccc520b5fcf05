package dev.firn.recovery;

/// Told how far an opening has come. Called by the thread that opens, about once a segment, so it should be quick.
@FunctionalInterface
public interface RecoveryListener {
    /// What an opening does at the moment.
    enum Phase {
        /// Reads the heads of all segments.
        HEADS,
        /// Reads the segments that were ever opened.
        SEGMENTS,
        /// Makes durable what was accepted.
        SECURING
    }

    /// Nobody.
    RecoveryListener NONE = (phase, done, of, bytes) -> {};

    /// `done` of `of` segments of this phase are done; `bytes` bytes were read from the medium in it. A phase may begin
    /// anew.
    void progress(Phase phase, int done, int of, long bytes);
}

package dev.firn.faultinjection;

/// A word store that no drain had covered when the power failed.
///
/// @param at its first byte, a multiple of 8
/// @param value what was stored
/// @param event the event that stored it
/// @param begun whether its write-back had begun
/// @param survived whether this crash left it on the medium
/// @param garbage whether this crash left there neither what was nor what was stored
public record PendingWord(long at, long value, int event, boolean begun, boolean survived, boolean garbage) {
    /// The cache line it lies in.
    public long line() {
        return at >>> 6;
    }
}

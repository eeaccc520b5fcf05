package dev.firn.faultinjection.blocks;

/// Hears how a campaign goes on, after each cut, on the campaign's thread.
@FunctionalInterface
public interface BlockListener {
    /// Hears nothing.
    BlockListener NONE = (_, _) -> {};

    /// So many were judged, and so many of them broke a promise.
    void judged(int cuts, int broken);
}

package dev.firn.pmem.event;

/// A drain: a fence where that is enough, a synchronisation of the file elsewhere. `dev.firn.Sync` in a recording.
@FunctionalInterface
public interface Sync {
    /// Nobody records it.
    Sync NONE = (_, _) -> {};

    /// It has ended well; otherwise nothing is called.
    ///
    /// @param backend which back-end of the ladder serves the region
    /// @param bytes bytes stored by all threads since the drain before
    void end(String backend, long bytes);
}

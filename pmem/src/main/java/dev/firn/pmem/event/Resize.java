package dev.firn.pmem.event;

/// A file that becomes longer or shorter. `dev.firn.Grow` or `dev.firn.Shrink` in a recording.
@FunctionalInterface
public interface Resize {
    /// Nobody records it.
    Resize NONE = (_, _, _) -> {};

    /// It has ended well; otherwise nothing is called.
    ///
    /// @param path the file of the store
    /// @param from bytes before
    /// @param to bytes afterwards
    void end(String path, long from, long to);
}

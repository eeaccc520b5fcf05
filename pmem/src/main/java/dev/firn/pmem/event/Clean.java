package dev.firn.pmem.event;

/// A step of the cleaner. `dev.firn.Clean` in a recording.
@FunctionalInterface
public interface Clean {
    /// Nobody records it.
    Clean NONE = (_, _, _, _) -> {};

    /// It has ended well; otherwise nothing is called.
    ///
    /// @param segment the segment that was emptied
    /// @param records records that were moved
    /// @param moved bytes that were written again
    /// @param freed bytes of garbage given back, with the step that empties the segment
    void end(int segment, int records, long moved, long freed);
}

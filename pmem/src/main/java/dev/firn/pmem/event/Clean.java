package dev.firn.pmem.event;

/// A segment that is emptied, from its being chosen on, with commits in between. `dev.firn.Clean` in a recording.
@FunctionalInterface
public interface Clean {
    /// Nobody records it.
    Clean NONE = (_, _, _, _) -> {};

    /// It has ended well; otherwise nothing is called.
    ///
    /// @param segment the segment that was emptied; the first of several that a long batch goes through
    /// @param records records that were moved
    /// @param moved bytes that were written again
    /// @param freed bytes of garbage given back
    void end(int segment, int records, long moved, long freed);
}

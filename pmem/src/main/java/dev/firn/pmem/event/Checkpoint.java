package dev.firn.pmem.event;

/// A checkpoint of the mapping table. `dev.firn.Checkpoint` in a recording.
@FunctionalInterface
public interface Checkpoint {
    /// Nobody records it.
    Checkpoint NONE = (_, _, _, _) -> {};

    /// It has ended well; otherwise nothing is called.
    ///
    /// @param base whether all objects were written, not just those changed since the last one
    /// @param entries objects in it
    /// @param bytes bytes of it
    /// @param tail bytes of the log that an opening would have had to read without it
    void end(boolean base, long entries, long bytes, long tail);
}

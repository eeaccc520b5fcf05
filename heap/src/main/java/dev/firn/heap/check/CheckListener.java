package dev.firn.heap.check;

/// Hears how a check, a repair or a dump gets on. Called by several threads, one at a time.
public interface CheckListener {
    /// What is being done.
    enum Phase {
        /// Reading all frames; counted in bytes.
        FRAMES,
        /// Reading all records; counted in bytes.
        RECORDS,
        /// Following collections; counted in objects.
        COLLECTIONS,
        /// Writing the new store; counted in entries, the total is not known.
        SAVING
    }

    /// Hears nothing and never cancels.
    CheckListener NONE = new CheckListener() {};

    /// @param total as far as it is known; 0 if not
    default void progress(Phase phase, long done, long total) {}

    /// Called as soon as something is found.
    default void found(Finding finding) {}

    /// Asked often; once it says yes the work ends soon, with what was found so far.
    default boolean isCancelled() {
        return false;
    }
}

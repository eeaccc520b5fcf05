package dev.firn.heap.backup;

/// Hears how a backup or a restore gets on, and can end it. Called by several threads, one at a time.
public interface BackupListener {
    /// What is being done; all are counted in bytes but the last, whose unit its own phases choose.
    enum Phase {
        /// Reading segments of the store and writing those that are new.
        COPYING,
        /// Reading files of a backup and comparing checksums.
        VERIFYING,
        /// Making a store of them.
        RESTORING,
        /// Looking at everything in the new store.
        CHECKING
    }

    /// Hears nothing and never cancels.
    BackupListener NONE = new BackupListener() {};

    /// @param total as far as it is known; 0 if not
    default void progress(Phase phase, long done, long total) {}

    /// Asked for each segment; once it says yes the work ends with a [BackupException], and nothing but files that the
    /// next run removes is left of it.
    default boolean isCancelled() {
        return false;
    }
}

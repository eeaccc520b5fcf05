package dev.firn.heap.backup;

/// What a backup, or a prune, does next; each is durable, as far as it has to be, before the one after it begins.
enum BackupStep {
    /// The file of a segment is written under another name.
    WRITE_SEGMENT,
    /// It gets its name.
    NAME_SEGMENT,
    /// The names of segments are made durable.
    SYNC_SEGMENTS,
    WRITE_MANIFEST,
    NAME_MANIFEST,
    SYNC_MANIFEST,
    /// A manifest that is not wanted any more goes.
    DROP_MANIFEST,
    SYNC_DROPPED,
    /// A segment that no manifest needs goes.
    DROP_SEGMENT
}

package dev.firn.heap.backup;

/// What a backup came to.
///
/// @param backup what was made
/// @param copiedSegments segments that the directory did not have yet
/// @param copiedBytes bytes of them, which were written
public record BackupReport(Backup backup, int copiedSegments, long copiedBytes) {}

package dev.firn.heap.backup;

import dev.firn.heap.check.CheckReport;
import java.nio.file.Path;
import java.util.UUID;

/// What a restore came to.
///
/// @param backup what the store was made of
/// @param store the file that was made
/// @param id the new store's id: it goes its own way from here, so it is another one than that of the backup
/// @param stamp all commits up to this stamp are in it, and none of a later one
/// @param check what the check of the new store found; it is clean
public record RestoreReport(Backup backup, Path store, UUID id, long stamp, CheckReport check) {}

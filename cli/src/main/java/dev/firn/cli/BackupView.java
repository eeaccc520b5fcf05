package dev.firn.cli;

import dev.firn.heap.backup.Backup;

/// A backup as programs see it.
record BackupView(String manifest, String store, int number, long stamp, String time, int segments, long bytes) {
    static BackupView of(Backup backup) {
        return new BackupView(
                backup.manifest().toString(),
                backup.store().toString(),
                backup.number(),
                backup.stamp(),
                backup.time().toString(),
                backup.segments(),
                backup.bytes());
    }
}

package dev.firn.heap.backup;

import java.nio.file.Path;

/// A file of a backup is not as it was written, or missing.
public final class BackupDamagedException extends BackupException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    BackupDamagedException(Path file, String place, String what) {
        super("%s, %s: %s; use another backup, or another copy of this file".formatted(file, place, what));
        this.file = file;
    }

    /// Which file.
    public Path file() {
        return file;
    }
}

package dev.firn.heap.backup;

import dev.firn.pmem.FirnException;

/// A backup or a restore was not made. What was there before is as it was.
public sealed class BackupException extends FirnException permits BackupDamagedException {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}

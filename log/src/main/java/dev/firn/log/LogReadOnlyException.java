package dev.firn.log;

import dev.firn.pmem.FirnException;

/// A change was asked of a log that was opened for reading.
public final class LogReadOnlyException extends FirnException {
    private static final long serialVersionUID = 1L;

    public LogReadOnlyException() {
        super("the log was opened for reading only; open it without that option to change it");
    }
}

package dev.firn.log;

import dev.firn.pmem.FirnException;

/// The log was used after it was closed.
public final class LogClosedException extends FirnException {
    private static final long serialVersionUID = 1L;

    public LogClosedException() {
        super("the log was closed; open it again");
    }
}

package dev.firn.log;

import dev.firn.pmem.FirnException;

/// The log has no free segment and may not or cannot grow. What was to be appended is not in it; what was there is
/// intact.
public final class LogFullException extends FirnException {
    private static final long serialVersionUID = 1L;

    public LogFullException(String message, Throwable cause) {
        super(message, cause);
    }
}

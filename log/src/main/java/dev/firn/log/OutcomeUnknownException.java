package dev.firn.log;

import dev.firn.pmem.FirnException;

/// Making a batch durable failed ([#getCause]): it may be on the medium or not. Nothing more is taken. Close the log
/// and open it again: recovery finds out, and the batch is then wholly there or wholly absent.
public final class OutcomeUnknownException extends FirnException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(Throwable cause) {
        super(
                "the outcome of a commit is unknown: " + cause.getMessage() + "; close and open again to find out",
                cause);
    }
}

package dev.firn.heap;

import dev.firn.pmem.FirnException;

/// Making a commit durable failed earlier ([#getCause]), so nobody knows what is on the medium. Close the store and
/// open it again: recovery finds out.
public final class StoreFailedException extends FirnException {
    private static final long serialVersionUID = 1L;

    StoreFailedException(Throwable cause) {
        super("the store stopped after a failure: " + cause.getMessage() + "; close it and open it again", cause);
    }
}

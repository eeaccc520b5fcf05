package dev.firn.heap.check;

import dev.firn.pmem.FirnException;

/// A repair was not made. The file is under its name, as it was.
public final class RepairFailedException extends FirnException {
    private static final long serialVersionUID = 1L;

    RepairFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.firn.heap;

import dev.firn.pmem.FirnException;

/// There is no room for a commit, and the store may not or cannot grow. The commit was undone as a whole; the store is
/// intact and can be read.
public final class StoreFullException extends FirnException {
    private static final long serialVersionUID = 1L;

    StoreFullException(Throwable cause) {
        super("the commit does not fit and was undone: " + cause.getMessage(), cause);
    }
}

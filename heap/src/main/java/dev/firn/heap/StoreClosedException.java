package dev.firn.heap;

import dev.firn.pmem.FirnException;

/// A store, or something of it, was used after it was closed.
public final class StoreClosedException extends FirnException {
    private static final long serialVersionUID = 1L;

    StoreClosedException() {
        super("the store was closed; open it again");
    }
}

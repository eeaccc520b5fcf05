package dev.firn.heap;

import dev.firn.pmem.FirnException;

/// A change to a store that was opened for reading only.
public final class StoreReadOnlyException extends FirnException {
    private static final long serialVersionUID = 1L;

    StoreReadOnlyException(String what) {
        super(what + " needs to change the store, which was opened read-only; open it without readOnly");
    }
}

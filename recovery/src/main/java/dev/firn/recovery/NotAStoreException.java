package dev.firn.recovery;

import dev.firn.pmem.FirnException;

/// The region holds something that is not a Firn store, or nothing at all. It was not touched.
public final class NotAStoreException extends FirnException {
    private static final long serialVersionUID = 1L;

    public NotAStoreException(String message) {
        super(message);
    }
}

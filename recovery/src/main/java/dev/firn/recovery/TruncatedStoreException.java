package dev.firn.recovery;

import dev.firn.pmem.FirnException;

/// The region is shorter than the store in it. It was not touched: restore the file from a copy.
public final class TruncatedStoreException extends FirnException {
    private static final long serialVersionUID = 1L;

    public TruncatedStoreException(String message) {
        super(message);
    }
}

package dev.firn.recovery;

import dev.firn.pmem.FirnException;

/// The store was written by a newer version of Firn. It was not touched: open it with that version.
public final class NewerFormatException extends FirnException {
    private static final long serialVersionUID = 1L;

    public NewerFormatException(String message) {
        super(message);
    }
}

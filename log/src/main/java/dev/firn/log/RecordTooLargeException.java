package dev.firn.log;

import dev.firn.pmem.FirnException;

/// A record is longer than the log takes. Nothing was written.
public final class RecordTooLargeException extends FirnException {
    private static final long serialVersionUID = 1L;

    public RecordTooLargeException(long length, long limit) {
        super("a record of %d bytes is longer than the limit of %d bytes; store it in pieces".formatted(length, limit));
    }
}

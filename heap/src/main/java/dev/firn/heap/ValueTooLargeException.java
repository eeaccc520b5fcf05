package dev.firn.heap;

import dev.firn.pmem.FirnException;

/// A key or a value is longer than the store takes. Nothing was changed.
public final class ValueTooLargeException extends FirnException {
    private static final long serialVersionUID = 1L;

    ValueTooLargeException(String what, String collection, long length, long limit) {
        super(
                "a %s for %s takes %d bytes, the limit is %d; make it shorter or divide it"
                        .formatted(what, collection, length, limit));
    }
}

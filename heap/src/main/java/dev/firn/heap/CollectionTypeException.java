package dev.firn.heap;

import dev.firn.pmem.FirnException;

/// A collection was opened as something else than it is.
public final class CollectionTypeException extends FirnException {
    private static final long serialVersionUID = 1L;

    CollectionTypeException(String name, String what, Object expected, Object found) {
        super(
                "collection \"%s\": %s is %s in the store, asked for was %s; open it as what it is"
                        .formatted(name, what, expected, found));
    }
}

package dev.firn.heap.tree;

import dev.firn.pmem.FirnException;

/// A page refers to an object that is not there. A reader that has not registered its snapshot may meet this when it
/// was too slow, and begins again; anybody else has found damage.
public final class MissingObjectException extends FirnException {
    private static final long serialVersionUID = 1L;

    MissingObjectException(long object, long stamp) {
        super(
                "object %d is referred to but missing as of commit %d; check the file, restore it from a copy"
                        .formatted(object, stamp));
    }
}

package dev.firn.heap;

import dev.firn.pmem.FirnException;

/// A read transaction or an iterator saw so old a moment that the store, short of room, had to give it up. Nothing was
/// changed; begin again to read what is there now, read in shorter transactions, or give the store more room.
public final class SnapshotTooOldException extends FirnException {
    private static final long serialVersionUID = 1L;

    SnapshotTooOldException() {
        super(
                "the moment that this reads is given up: the store is short of room, and what was replaced since then"
                        + " took it; begin again, read in shorter transactions, or raise maxBytes",
                null);
    }
}

package dev.firn.heap;

import dev.firn.heap.tree.Snapshot;

/// A read-only transaction: everything as of one moment.
final class ReadScope implements Context {
    final Snapshot snapshot;
    private final Thread owner = Thread.currentThread();
    private volatile boolean ended;

    ReadScope(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    void requireUsable() {
        if (owner != Thread.currentThread()) throw new TransactionOwnerException(owner);
        if (ended) throw new TransactionEndedException();
    }

    void end() {
        ended = true;
    }
}

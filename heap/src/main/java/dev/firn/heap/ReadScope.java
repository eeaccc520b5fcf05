package dev.firn.heap;

import dev.firn.heap.tree.Snapshot;
import java.lang.invoke.VarHandle;

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
        requireThere(snapshot);
    }

    /// What was read before this call was there.
    static void requireThere(Snapshot snapshot) {
        VarHandle.loadLoadFence();
        if (snapshot.isTooOld()) throw new SnapshotTooOldException();
    }

    void end() {
        ended = true;
    }
}

package dev.firn.heap;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;

/// A transaction that changes things: what it wants, by collection. The store is not changed before the commit.
final class WriteScope implements Context {
    private final Thread owner = Thread.currentThread();
    private final Map<StoredTree, WriteSet> writes = new IdentityHashMap<>(4);
    private volatile boolean ended;
    private Throwable failure;

    /// What the transaction did to `tree` so far, or null.
    WriteSet writes(StoredTree tree) {
        return writes.get(tree);
    }

    WriteSet writesTo(StoredTree tree) {
        var found = writes.get(tree);
        if (found == null) writes.put(tree, found = new WriteSet(tree));
        return found;
    }

    Collection<WriteSet> writes() {
        return writes.values();
    }

    boolean isOwner() {
        return owner == Thread.currentThread();
    }

    void requireUsable() {
        if (owner != Thread.currentThread()) throw new TransactionOwnerException(owner);
        if (ended) throw new TransactionEndedException();
    }

    /// A joined body failed: there is no commit any more.
    void fail(Throwable cause) {
        if (failure == null) failure = cause;
    }

    void requireWhole() {
        if (failure != null) throw new RolledBackException(failure);
    }

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
        writes.clear();
    }
}

package dev.firn.heap;

import dev.firn.heap.tree.Pages;
import dev.firn.heap.tree.Snapshot;
import dev.firn.heap.tree.Tree;

/// An open collection: its root, and how many entries it has. The count is not stored; it is taken once, when somebody
/// asks, and then kept up to date.
final class StoredTree {
    private static final long UNKNOWN = Long.MIN_VALUE;

    final CollectionInfo info;
    final long root;

    /// Invariant: `entries = atOpen + added` as of every commit stamp from `changedAt` on, when `atOpen` is known.
    private volatile long atOpen = UNKNOWN;

    private volatile long changedAt;
    private volatile long added;

    StoredTree(CollectionInfo info, long root) {
        this.info = info;
        this.root = root;
    }

    /// For the writer, before commit `stamp` becomes visible.
    void changed(long entries, long stamp) {
        // First the stamp: a reader that sees the new number must see that it is not for its snapshot.
        changedAt = stamp;
        added = added + entries;
    }

    /// Entries as `snapshot` sees them.
    long size(Pages pages, Snapshot snapshot) {
        long stamp = snapshot.stamp();
        long before = changedAt;
        long since = added;
        boolean settled = before <= stamp && changedAt == before;
        if (settled && atOpen != UNKNOWN) return atOpen + since;
        long counted = count(pages, snapshot);
        if (settled) atOpen = counted - since;
        return counted;
    }

    private long count(Pages pages, Snapshot snapshot) {
        try {
            return Tree.count(pages, snapshot.stamp(), root);
        } finally {
            ReadScope.requireThere(snapshot); // whatever came of it
        }
    }

    /// Entries now, for the writer.
    long size(Pages pages) {
        if (atOpen == UNKNOWN) atOpen = Tree.count(pages, Pages.NEWEST, root) - added;
        return atOpen + added;
    }
}

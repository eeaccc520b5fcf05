package dev.firn.heap;

import dev.firn.heap.tree.Changes;
import dev.firn.heap.tree.Cursor;
import dev.firn.heap.tree.PageLimits;
import dev.firn.heap.tree.Pages;
import dev.firn.heap.tree.Tree;
import dev.firn.heap.tree.TreeWriter;
import dev.firn.heap.tree.Values;
import dev.firn.heap.tree.Versions;
import dev.firn.log.Batch;
import dev.firn.log.Log;
import dev.firn.log.RecordTooLargeException;
import dev.firn.pmem.MediumFaultException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantLock;

/// Turns write sets into commits, one at a time: changed pages and values become one batch, the batch is appended, and
/// only then do others see it.
final class Engine {
    final Log log;
    final Versions versions;
    final Pages pages;
    final PageLimits limits;
    private final ReentrantLock writer = new ReentrantLock();
    private final boolean readOnly;
    private final int maxValueBytes;
    private TreeWriter trees;
    private final Upkeep upkeep;
    private final Committer committer;
    private Batch batch;
    private Changes changes = new Changes();
    private volatile boolean closed;

    Engine(Log log, StoreOptions options) {
        this.log = log;
        this.versions = new Versions(log, log.nextStamp() - 1);
        this.pages = new Pages(log, versions);
        this.limits = PageLimits.of(log.superblock().segmentBytes());
        this.readOnly = options.readOnly();
        this.maxValueBytes = options.maxValueBytes();
        this.upkeep = new Upkeep(log, versions);
        this.committer = new Committer(log, versions, upkeep);
        this.trees = new TreeWriter(log, versions, limits);
    }

    /// From here to [#unlock] the calling thread is the only one that changes the store. An interrupt does not end the
    /// waiting.
    void lock(String what) {
        requireUsable();
        if (readOnly) throw new StoreReadOnlyException(what);
        writer.lock();
        if (closed || committer.failure() != null) {
            writer.unlock();
            requireUsable();
        }
        if (writer.getHoldCount() == 1) beginUpkeep();
    }

    private void beginUpkeep() {
        try {
            upkeep.begin();
        } catch (Throwable failure) {
            writer.unlock();
            throw failure;
        }
    }

    /// Leaves the lock, and returns when what was committed or read under it is durable.
    void unlock() {
        boolean leaves = writer.getHoldCount() == 1;
        var owed = leaves ? committer.takeUnsettled() : null;
        var seen = leaves && owed == null ? committer.seen() : null;
        writer.unlock();
        if (owed != null) committer.settle(owed);
        else if (seen != null) committer.await(seen);
    }

    /// Makes what was committed under the lock durable before others get it.
    private void settleNow() {
        var owed = committer.takeUnsettled();
        if (owed != null) committer.settle(owed);
    }

    void requireUsable() {
        if (closed) throw new StoreClosedException();
        if (committer.failure() != null) throw new StoreFailedException(committer.failure());
    }

    boolean isReadOnly() {
        return readOnly;
    }

    long commits() {
        return committer.commits();
    }

    void requireKey(StoredTree tree, int length) {
        if (length > limits.keyBytes()) {
            throw new ValueTooLargeException("key", tree.info.name(), length, limits.keyBytes());
        }
    }

    void requireValue(StoredTree tree, int length) {
        if (length > maxValueBytes) {
            throw new ValueTooLargeException("value", tree.info.name(), length, maxValueBytes);
        }
    }

    /// The entry that `key` has now, or [Tree#ABSENT]. Under the lock.
    long find(StoredTree tree, Encoder key) {
        return trees.find(tree.root, key.bytes(), key.length());
    }

    /// Gives `key` this value, where `stored` is what [#find] has just said of it. Under the lock.
    void put(StoredTree tree, Encoder key, Encoder value, long stored) {
        begin();
        bury(stored == Tree.ABSENT ? 0 : Values.object(pages, stored));
        int storedBytes = stored == Tree.ABSENT ? Changes.NO_ENTRY : Values.entryBytes(pages, stored);
        stageValue(tree, key.bytes(), key.length(), value.bytes(), value.length(), storedBytes);
        trees.applyFound(tree.root, changes, batch);
        commitOne(tree, stored == Tree.ABSENT ? 1 : 0, true);
    }

    /// Removes the entry at `stored`, where [#find] has just found this key. Under the lock.
    void remove(StoredTree tree, Encoder key, long stored) {
        begin();
        bury(Values.object(pages, stored));
        changes.remove(key.bytes(), key.length(), Values.entryBytes(pages, stored));
        trees.applyFound(tree.root, changes, batch);
        commitOne(tree, -1, false);
    }

    /// Makes a new tree known under a key of another. Under the lock.
    void create(StoredTree catalogue, Encoder key, Encoder value, long root) {
        try {
            createNow(catalogue, key, value, root);
        } catch (InternalError late) {
            throw MediumFaultException.late(late);
        }
    }

    private void createNow(StoredTree catalogue, Encoder key, Encoder value, long root) {
        begin();
        trees.create(root, batch);
        stageValue(catalogue, key.bytes(), key.length(), value.bytes(), value.length(), Changes.NO_ENTRY);
        trees.apply(catalogue.root, changes, batch);
        commitOne(catalogue, 1, true);
        settleNow(); // whoever looks for the tree next looks at what is visible
    }

    private void commitOne(StoredTree tree, int added, boolean growing) {
        long stamp = committer.write(growing);
        if (added != 0) tree.changed(added, stamp);
        committer.publish(stamp);
    }

    /// Makes everything that `scope` wants durable and visible, at once. Under the lock.
    void commit(WriteScope scope) {
        try {
            commitAll(scope);
        } catch (InternalError late) {
            throw MediumFaultException.late(late);
        }
    }

    private void commitAll(WriteScope scope) {
        begin();
        try {
            for (var writes : scope.writes()) stage(writes);
            if (batch.records() == 0) return;
            // Counted before the commit, while the newest version is still the one before it.
            long[] added = scope.writes().stream().mapToLong(this::entriesAdded).toArray();
            long stamp = committer.write(scope.writes().stream().anyMatch(WriteSet::isGrowing));
            int at = 0;
            for (var writes : scope.writes()) writes.tree.changed(added[at++], stamp);
            committer.publish(stamp);
        } finally {
            shrink();
        }
    }

    private void begin() {
        batch = committer.batch();
        batch.clear();
        changes.clear();
    }

    private void stage(WriteSet writes) {
        var tree = writes.tree;
        changes.clear();
        writes.changes()
                .forEach((key, change) -> {
                    bury(change.storedObject());
                    if (change.isRemoval()) changes.remove(key, key.length, change.storedBytes());
                    else stageValue(tree, key, key.length, change.value(), change.value().length, change.storedBytes());
                });
        if (writes.isCleared()) replaceAll(tree);
        else if (changes.count() > 0) trees.apply(tree.root, changes, batch);
    }

    private void replaceAll(StoredTree tree) {
        if (tree.size(pages) == 0) {
            if (changes.count() > 0) trees.apply(tree.root, changes, batch);
            return;
        }
        var cursor = new Cursor(pages, tree.root, Pages.NEWEST);
        for (boolean more = cursor.first(); more; more = cursor.next()) bury(Values.object(pages, cursor.entry()));
        trees.replace(tree.root, changes, batch);
    }

    private void stageValue(StoredTree tree, byte[] key, int keyLength, byte[] value, int length, int storedBytes) {
        if (length <= limits.inlineBytes()) {
            changes.put(key, keyLength, value, length, storedBytes);
            return;
        }
        long object = log.newObject();
        try {
            batch.put(object, MemorySegment.ofArray(value), 0, length);
        } catch (RecordTooLargeException tooLarge) {
            throw new ValueTooLargeException("value", tree.info.name(), length, log.maxRecordBytes());
        }
        changes.putReference(key, keyLength, object, storedBytes);
    }

    private void bury(long object) {
        if (object != 0) batch.tombstone(object);
    }

    private long entriesAdded(WriteSet writes) {
        return writes.isCleared() ? writes.added() - writes.tree.size(pages) : writes.added();
    }

    private void shrink() {
        if (!committer.wasHuge()) return;
        changes = new Changes();
        trees = new TreeWriter(log, versions, limits);
    }

    /// Waits for a transaction that is at work. Returns whether this call closed it.
    boolean close() {
        writer.lock();
        try {
            if (closed) return false;
            closed = true;
            log.close();
            return true;
        } catch (InternalError late) {
            throw MediumFaultException.late(late);
        } finally {
            writer.unlock();
        }
    }
}

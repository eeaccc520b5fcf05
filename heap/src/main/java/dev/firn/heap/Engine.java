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
import dev.firn.log.LogFullException;
import dev.firn.log.MirrorRepair;
import dev.firn.log.RecordTooLargeException;
import dev.firn.log.checkpoint.Checkpointer;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.MirroredRegion;
import dev.firn.pmem.SyncFailedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Turns write sets into commits, one at a time: changed pages and values become one batch, the batch is appended, and
/// only then do others see it.
final class Engine {
    /// What is built again may need still more room, since pages are written whole.
    private static final int MOST_BUILDS = 3;

    final Log log;
    final Versions versions;
    final Pages pages;
    final PageLimits limits;
    private final ReentrantLock writer = new ReentrantLock();
    private final boolean readOnly;
    private final int maxValueBytes;
    private TreeWriter trees;
    private final Upkeep upkeep;
    private final ObjectIds ids;
    private final Committer committer;
    final Damage damage = new Damage(this);
    final Consumer<MediaEvent> listener;
    private volatile long mends;
    private Batch batch;
    private Changes changes = new Changes();
    private final LongAdder userBytes = new LongAdder();
    private long stagedBytes;
    private volatile boolean closed;

    Engine(Log log, Checkpointer checkpoints, StoreOptions options) {
        this.log = log;
        this.versions = new Versions(log, log.nextStamp() - 1);
        this.pages = new Pages(log, versions);
        this.limits = PageLimits.of(log.superblock().segmentBytes());
        this.readOnly = options.readOnly();
        this.maxValueBytes = options.maxValueBytes();
        this.upkeep = new Upkeep(log, versions, checkpoints, !Committer.isGrouped(log), this::condemn);
        this.ids = new ObjectIds(log, versions);
        this.committer = new Committer(log, versions, upkeep);
        this.listener = options.media().listener();
        this.trees = new TreeWriter(log, versions, limits);
    }

    /// From here to [#unlock] the calling thread is the only one that changes the store. An interrupt does not end the
    /// waiting.
    void lock(String what) {
        enter(what);
        if (writer.getHoldCount() == 1) beginUpkeep();
    }

    /// The same for one who does not commit: nothing is done to make room.
    private void enter(String what) {
        requireUsable();
        if (readOnly) throw new StoreReadOnlyException(what);
        writer.lock();
        if (closed || committer.failure() != null) {
            writer.unlock();
            requireUsable();
        }
        // What is known to be bad changes what is read through.
        if (trees.view() != log.view()) trees = new TreeWriter(log, versions, limits);
    }

    private void beginUpkeep() {
        try {
            upkeep.begin();
            ids.begin();
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

    /// Makes the file as short as it can be, in steps, each under the lock. Whether it came to the end: an interrupt,
    /// or `listener`, which answers whether to go on, ends it between two steps.
    boolean compact(Predicate<CompactionProgress> listener) {
        enter("compact");
        Compaction compaction;
        try {
            compaction = upkeep.compaction(1);
        } finally {
            unlock();
        }
        try {
            while (goOn(compaction)) {
                if (!listener.test(compaction.progress()) || Thread.currentThread().isInterrupted()) return false;
            }
            listener.test(compaction.progress());
            return true;
        } finally {
            end(compaction);
        }
    }

    private boolean goOn(Compaction compaction) {
        enter("compact");
        try {
            return compaction.step();
        } catch (LogFullException full) {
            throw new StoreFullException(full);
        } catch (Throwable unknown) {
            committer.fail(unknown);
            throw unknown;
        } finally {
            unlock();
        }
    }

    private void end(Compaction compaction) {
        writer.lock();
        try {
            compaction.end();
        } finally {
            writer.unlock();
        }
    }

    /// Makes the file long enough for `bytes` more bytes.
    void reserve(long bytes) {
        lock("reserve");
        try {
            upkeep.reserve(bytes);
        } catch (LogFullException full) {
            throw new StoreFullException(full);
        } finally {
            unlock();
        }
    }

    /// Makes what was committed under the lock durable before others get it.
    private void settleNow() {
        var owed = committer.takeUnsettled();
        if (owed != null) committer.settle(owed);
    }

    /// What a backup copies: all that is committed now, and nothing of what comes later. To be closed, since it holds
    /// back room.
    Capture capture() {
        lock("backup");
        try {
            var seen = committer.seen();
            if (seen != null) committer.await(seen);
            // Who has made the last commits durable may not have said so of what he wrote beside them.
            for (; upkeep.isOutstanding(); Thread.onSpinWait()) requireUsable();
            return new Capture(log, versions);
        } finally {
            unlock();
        }
    }

    void requireUsable() {
        if (closed) throw new StoreClosedException();
        if (committer.failure() != null) throw new StoreFailedException(committer.failure());
    }

    /// Deals with bytes that were found bad: they are mended, or nobody reads them any more. Whether they were mended.
    boolean condemn(BadRange range) {
        if (mend(range)) return true;
        try {
            if (log.condemn(range)) listener.accept(new MediaEvent.Damaged(range));
        } catch (SyncFailedException notKept) {
            listener.accept(new MediaEvent.NotKept(range, notKept.getMessage()));
        }
        return false;
    }

    /// From the mirror, if there is one. Only while no segment can be opened; where the writer is at work for long,
    /// later.
    private boolean mend(BadRange range) {
        if (readOnly || !(log.region() instanceof MirroredRegion mirrored) || !writer.tryLock()) return false;
        try {
            if (closed || committer.failure() != null || !new MirrorRepair(log, mirrored).mend(range)) return false;
            log.pardon(range.at(), range.length());
            mends++;
            listener.accept(new MediaEvent.Mended(range));
            return true;
        } finally {
            writer.unlock();
        }
    }

    /// How often something was mended. Changes under the lock.
    long mends() {
        return mends;
    }

    /// Mends what is known to be bad, as far as the mirror has it.
    void mendKnown() {
        log.badRanges().list().forEach(this::mend);
    }

    boolean isReadOnly() {
        return readOnly;
    }

    long commits() {
        return committer.commits();
    }

    /// Bytes of keys and values that were committed.
    long userBytes() {
        return userBytes.sum();
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
        stagePut(tree, key, value, stored);
        if (!upkeep.takes(batch)) buildAgain(true, () -> stagePut(tree, key, value, find(tree, key)));
        commitOne(tree, stored == Tree.ABSENT ? 1 : 0, true);
    }

    private void stagePut(StoredTree tree, Encoder key, Encoder value, long stored) {
        begin();
        long object = stored == Tree.ABSENT ? 0 : Values.object(pages, stored);
        if (staysIn(object, value.length())) {
            stageAgain(object, key.length(), value.bytes(), value.length());
            return;
        }
        bury(object);
        int storedBytes = stored == Tree.ABSENT ? Changes.NO_ENTRY : Values.entryBytes(pages, stored);
        stageValue(tree, key.bytes(), key.length(), value.bytes(), value.length(), storedBytes);
        trees.applyFound(tree.root, changes, batch);
    }

    /// Where there is hardly any room: builds the commit so that it adds as little as it can, after others have made
    /// room for it.
    private void buildAgain(boolean growing, Runnable build) {
        try {
            buildNow(build);
            for (int left = MOST_BUILDS; left > 0 && upkeep.prepare(batch, growing); left--) buildNow(build);
        } finally {
            trees.writeWhole(false);
        }
    }

    /// Bytes that may be wanted, at most.
    long mostLive() {
        return upkeep.mostLive();
    }

    private void buildNow(Runnable build) {
        trees.writeWhole(upkeep.isTight(batch));
        build.run();
    }

    /// Removes the entry at `stored`, where [#find] has just found this key. Under the lock.
    void remove(StoredTree tree, Encoder key, long stored) {
        stageRemoval(tree, key, stored);
        if (!upkeep.takes(batch)) buildAgain(false, () -> stageRemoval(tree, key, find(tree, key)));
        commitOne(tree, -1, false);
    }

    private void stageRemoval(StoredTree tree, Encoder key, long stored) {
        begin();
        bury(Values.object(pages, stored));
        changes.remove(key.bytes(), key.length(), Values.entryBytes(pages, stored));
        trees.applyFound(tree.root, changes, batch);
    }

    /// Makes a new tree known under a key of another. Under the lock.
    void create(StoredTree catalogue, Encoder key, Encoder value, long root) {
        try {
            createNow(catalogue, key, value, root);
        } catch (RuntimeException | InternalError | StackOverflowError odd) {
            throw unreadable(odd, List.of(new Wanted(catalogue, Arrays.copyOf(key.bytes(), key.length()))));
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
        log.view().confirm();
        long stamp = write(growing);
        if (added != 0) tree.changed(added, stamp);
        committer.publish(stamp);
        userBytes.add(stagedBytes);
    }

    private long write(boolean growing) {
        long stamp = committer.write(growing);
        ids.wrote(batch);
        return stamp;
    }

    /// Makes everything that `scope` wants durable and visible, at once. Under the lock.
    void commit(WriteScope scope) {
        try {
            commitAll(scope);
        } catch (RuntimeException | InternalError | StackOverflowError odd) {
            throw unreadable(odd, wanted(scope));
        }
    }

    /// A key that a commit has to find.
    private record Wanted(StoredTree tree, byte[] key) {}

    private static List<Wanted> wanted(WriteScope scope) {
        var all = new ArrayList<Wanted>();
        for (var writes : scope.writes()) {
            writes.changes().forEach((key, _) -> all.add(new Wanted(writes.tree, key)));
        }
        return all;
    }

    /// A page that is to be changed cannot be read: nothing was written yet, so that this transaction fails and nothing
    /// else. Once something was written, the outcome is what the log says it is.
    private RuntimeException unreadable(Throwable odd, List<Wanted> keys) {
        if (committer.failure() == null && Damage.isSuspicious(odd)) {
            for (var wanted : keys) {
                damage.again(wanted.tree(), Pages.NEWEST, odd, (pages, stamp) -> reach(pages, stamp, wanted));
            }
            if (!keys.isEmpty()) throw damage.met(keys.getFirst().tree(), 0, Pages.NEWEST, odd);
        }
        return switch (odd) {
            case InternalError late -> MediumFaultException.late(late);
            case Error other -> throw other;
            default -> (RuntimeException) odd;
        };
    }

    private static boolean reach(Pages pages, long stamp, Wanted wanted) {
        long entry = Tree.find(pages, stamp, wanted.tree().root, wanted.key(), wanted.key().length);
        return entry != Tree.ABSENT && Values.entryBytes(pages, entry) > 0;
    }

    private void commitAll(WriteScope scope) {
        try {
            stage(scope);
            if (batch.records() == 0) return;
            boolean growing = scope.writes().stream().anyMatch(WriteSet::isGrowing);
            if (!upkeep.takes(batch)) buildAgain(growing, () -> stage(scope));
            // Counted before the commit, while the newest version is still the one before it.
            long[] added = scope.writes().stream().mapToLong(this::entriesAdded).toArray();
            log.view().confirm();
            long stamp = write(growing);
            int at = 0;
            for (var writes : scope.writes()) writes.tree.changed(added[at++], stamp);
            committer.publish(stamp);
            userBytes.add(stagedBytes);
        } finally {
            shrink();
        }
    }

    private void begin() {
        ids.dropped();
        batch = committer.batch();
        batch.clear();
        changes.clear();
        stagedBytes = 0;
    }

    private void stage(WriteScope scope) {
        begin();
        for (var writes : scope.writes()) stage(writes);
    }

    private void stage(WriteSet writes) {
        var tree = writes.tree;
        changes.clear();
        writes.changes()
                .forEach((key, change) -> {
                    if (!change.isRemoval() && staysIn(change.storedObject(), change.value().length)) {
                        stageAgain(change.storedObject(), key.length, change.value(), change.value().length);
                        return;
                    }
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
        stagedBytes += keyLength + length;
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

    /// Whether the object that holds a key's value takes the new one: then no page changes.
    private boolean staysIn(long object, int length) {
        if (object == 0 || length <= limits.inlineBytes() || length > log.maxContentBytes()) return false;
        return !Values.isInChunks(pages, Pages.NEWEST, object);
    }

    private void stageAgain(long object, int keyLength, byte[] value, int length) {
        stagedBytes += keyLength + length;
        batch.put(object, MemorySegment.ofArray(value), 0, length);
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

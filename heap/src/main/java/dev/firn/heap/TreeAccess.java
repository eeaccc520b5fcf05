package dev.firn.heap;

import dev.firn.heap.WriteSet.Change;
import dev.firn.heap.tree.Changes;
import dev.firn.heap.tree.Pages;
import dev.firn.heap.tree.Tree;
import dev.firn.heap.tree.Values;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.RegionClosedException;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// Reads and changes single entries, by bytes, in whatever [Context] the caller is. The key is in `scratch.key`, a new
/// value in `scratch.value`; a value that was found goes to `scratch.found`.
/// A fault of the medium can come behind the access that would know its range; here it gets its type all the same.
final class TreeAccess {
    private final Engine engine;

    TreeAccess(Engine engine) {
        this.engine = engine;
    }

    /// Whether the key is there.
    boolean find(Context context, StoredTree tree, Scratch scratch) {
        try {
            boolean found = findFor(context, tree, scratch);
            if (!found) engine.log.view().confirm();
            return found;
        } catch (RuntimeException | InternalError | StackOverflowError odd) {
            return findAgain(context, tree, scratch, odd);
        }
    }

    /// Something odd was met: the same again, with care.
    private boolean findAgain(Context context, StoredTree tree, Scratch scratch, Throwable odd) {
        return switch (context) {
            case Outside _ -> engine.damage.again(tree, odd, (pages, stamp) -> findAt(pages, stamp, tree, scratch));
            case ReadScope read ->
                    engine.damage.again(
                            tree, read.snapshot.stamp(), odd, (pages, stamp) -> findAt(pages, stamp, tree, scratch));
            case WriteScope _ ->
                    engine.damage.again(tree, Pages.NEWEST, odd, (pages, stamp) -> findAt(pages, stamp, tree, scratch));
        };
    }

    private boolean findFor(Context context, StoredTree tree, Scratch scratch) {
        return switch (context) {
            case Outside _ -> findNewest(tree, scratch);
            case ReadScope read -> findIn(read, tree, scratch);
            case WriteScope write -> findIn(write, tree, scratch);
        };
    }

    /// Gives the key a value. Whether it had one.
    boolean put(Context context, StoredTree tree, Scratch scratch) {
        try {
            return putIn(context, tree, scratch);
        } catch (RuntimeException | InternalError | StackOverflowError odd) {
            throw refused(context, tree, scratch, odd);
        }
    }

    private boolean putIn(Context context, StoredTree tree, Scratch scratch) {
        return switch (context) {
            case Outside _ -> putAlone(tree, scratch);
            case ReadScope _ -> throw new ReadOnlyTransactionException();
            case WriteScope write -> {
                byte[] value = scratch.value.toByteArray();
                yield set(write.writesTo(tree), scratch, value);
            }
        };
    }

    /// Removes the key. Whether it was there.
    boolean remove(Context context, StoredTree tree, Scratch scratch) {
        try {
            return removeIn(context, tree, scratch);
        } catch (RuntimeException | InternalError | StackOverflowError odd) {
            throw refused(context, tree, scratch, odd);
        }
    }

    /// Why a change was not made: what it would have changed cannot be read. Never begun a second time.
    private RuntimeException refused(Context context, StoredTree tree, Scratch scratch, Throwable odd) {
        if (Damage.isSuspicious(odd)) {
            engine.requireUsable();
            findAgain(context, tree, scratch, odd);
        }
        return switch (odd) {
            case InternalError late -> MediumFaultException.late(late);
            case Error other -> throw other;
            default -> (RuntimeException) odd;
        };
    }

    private boolean removeIn(Context context, StoredTree tree, Scratch scratch) {
        return switch (context) {
            case Outside _ -> removeAlone(tree, scratch);
            case ReadScope _ -> throw new ReadOnlyTransactionException();
            case WriteScope write -> set(write.writesTo(tree), scratch, null);
        };
    }

    /// Without registering a snapshot: when versions were trimmed meanwhile, or a segment was taken to be used again,
    /// what was read cannot be trusted.
    private boolean findNewest(StoredTree tree, Scratch scratch) {
        while (true) {
            engine.requireUsable();
            long reuses = engine.log.segments().reuses();
            long stamp = engine.versions.visible();
            try {
                boolean found = findAt(stamp, tree, scratch);
                if (isStillThere(stamp, reuses)) return found;
            } catch (RegionClosedException closed) {
                engine.requireUsable();
                throw closed;
            } catch (RuntimeException stale) {
                if (isStillThere(stamp, reuses)) throw stale;
            }
        }
    }

    /// What was read before this call was not written over.
    private boolean isStillThere(long stamp, long reuses) {
        VarHandle.loadLoadFence();
        return engine.versions.trimmedTo() <= stamp && engine.log.segments().reuses() == reuses;
    }

    private boolean findIn(ReadScope read, StoredTree tree, Scratch scratch) {
        try {
            return findAt(read.snapshot.stamp(), tree, scratch);
        } finally {
            ReadScope.requireThere(read.snapshot); // whatever came of it
        }
    }

    private boolean findAt(long stamp, StoredTree tree, Scratch scratch) {
        return findAt(engine.pages, stamp, tree, scratch);
    }

    private static boolean findAt(Pages pages, long stamp, StoredTree tree, Scratch scratch) {
        long entry = Tree.find(pages, stamp, tree.root, scratch.key.bytes(), scratch.key.length());
        if (entry == Tree.ABSENT) return false;
        Values.read(pages, stamp, entry, scratch.found);
        return true;
    }

    private boolean findIn(WriteScope scope, StoredTree tree, Scratch scratch) {
        var writes = scope.writes(tree);
        if (writes == null) return findAt(Pages.NEWEST, tree, scratch);
        var change = writes.get(scratch.key.toByteArray());
        if (change != null) return found(change, scratch);
        return !writes.isCleared() && findAt(Pages.NEWEST, tree, scratch);
    }

    private static boolean found(Change change, Scratch scratch) {
        if (change.isRemoval()) return false;
        scratch.found.set(change.value(), change.value().length);
        return true;
    }

    private boolean set(WriteSet writes, Scratch scratch, byte[] value) {
        byte[] key = Arrays.copyOf(scratch.key.bytes(), scratch.key.length());
        var before = writes.get(key);
        if (before != null) {
            boolean found = found(before, scratch);
            writes.set(key, new Change(value, before.storedBytes(), before.storedObject()));
            return found;
        }
        long entry =
                writes.isCleared()
                        ? Tree.ABSENT
                        : Tree.find(engine.pages, Pages.NEWEST, writes.tree.root, key, key.length);
        if (entry == Tree.ABSENT) {
            writes.set(key, new Change(value, Changes.NO_ENTRY, 0));
            return false;
        }
        Values.read(engine.pages, Pages.NEWEST, entry, scratch.found);
        writes.set(key, new Change(value, Values.entryBytes(engine.pages, entry), Values.object(engine.pages, entry)));
        return true;
    }

    private boolean putAlone(StoredTree tree, Scratch scratch) {
        engine.lock("put");
        try {
            long entry = stored(tree, scratch);
            engine.put(tree, scratch.key, scratch.value, entry);
            return entry != Tree.ABSENT;
        } finally {
            engine.unlock();
        }
    }

    private boolean removeAlone(StoredTree tree, Scratch scratch) {
        engine.lock("remove");
        try {
            long entry = stored(tree, scratch);
            if (entry == Tree.ABSENT) return false;
            engine.remove(tree, scratch.key, entry);
            return true;
        } finally {
            engine.unlock();
        }
    }

    private long stored(StoredTree tree, Scratch scratch) {
        long entry = engine.find(tree, scratch.key);
        if (entry != Tree.ABSENT) Values.read(engine.pages, Pages.NEWEST, entry, scratch.found);
        return entry;
    }
}

package dev.firn.heap;

import dev.firn.heap.tree.Versions;
import dev.firn.log.Batch;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.space.FreeObjects;

/// Gives ids of deleted objects to new ones, so that neither the mapping table nor the number of tombstones grows with
/// what was ever created.
///
/// An id is used again when its deletion is installed; the new object's commit has a later stamp then, so its records
/// win over all that is left of the old one. Who reads at an earlier stamp finds the old version in the list of
/// [Versions].
///
/// For the one who holds the writer's lock.
final class ObjectIds {
    private static final int QUEUE = 1024;
    private static final int RECENT = 1024;

    private final Log log;
    private final Versions versions;
    private final FreeObjects free;
    private final long[] objects = new long[RECENT];
    private final long[] tombstones = new long[RECENT];
    private int oldest;
    private int recent;
    private int taken;

    ObjectIds(Log log, Versions versions) {
        this.log = log;
        this.versions = versions;
        this.free = new FreeObjects(Catalogue.ROOT + 1, QUEUE, this::isFree);
        log.reuseObjects(this::take);
    }

    private boolean isFree(long object) {
        // In this order: what is installed between the two is seen by the second.
        return !versions.isPending(object) && log.mapping().entry(object) == Entry.NONE;
    }

    private long take() {
        long object = free.take();
        if (object != FreeObjects.NONE) taken++;
        return object;
    }

    /// What was handed out since the last commit is not used after all. It is found again by a sweep, so never while
    /// the lock is held.
    void dropped() {
        free.missed(taken);
        taken = 0;
    }

    /// Before a transaction.
    void begin() {
        dropped();
        while (recent > 0 && !versions.isPending(objects[oldest])) {
            free(objects[oldest], tombstones[oldest]);
            oldest = (oldest + 1) % RECENT;
            recent--;
        }
        free.begin(log.nextObject());
    }

    /// Of an id that was used and deleted once more there is another tombstone, which comes later.
    private void free(long object, long tombstone) {
        if (log.mapping().raw(object) == tombstone) free.deleted(object);
        else free.missed(1);
    }

    /// A commit has its place; it is not installed yet.
    void wrote(Batch commit) {
        taken = 0;
        for (int record = 0; record < commit.records(); record++) {
            if (commit.kind(record).isTombstone()) deleted(commit.object(record), commit.entry(record));
        }
    }

    private void deleted(long object, long tombstone) {
        if (recent == RECENT) {
            free.missed(1);
            return;
        }
        int end = (oldest + recent++) % RECENT;
        objects[end] = object;
        tombstones[end] = tombstone;
    }
}

package dev.firn.heap;

import dev.firn.heap.tree.Changes;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What a transaction did to one collection: the keys it changed, in order, and whether it emptied the collection
/// before.
final class WriteSet {
    /// What shall become of a key.
    ///
    /// @param value its bytes, or null when the key is gone
    /// @param storedBytes bytes of the entry in the store, or [Changes#NO_ENTRY]
    /// @param storedObject the object that holds the stored value, or 0
    record Change(byte[] value, int storedBytes, long storedObject) {
        boolean isRemoval() {
            return value == null;
        }

        boolean isNothing() {
            return value == null && storedBytes == Changes.NO_ENTRY;
        }

        int entriesAdded() {
            return (storedBytes == Changes.NO_ENTRY ? 1 : 0) - (value == null ? 1 : 0);
        }
    }

    final StoredTree tree;
    private final NavigableMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
    private boolean cleared;
    private long added;

    WriteSet(StoredTree tree) {
        this.tree = tree;
    }

    /// What shall become of `key`, or null when nothing was said about it.
    Change get(byte[] key) {
        return changes.get(key);
    }

    void set(byte[] key, Change change) {
        var before = change.isNothing() ? changes.remove(key) : changes.put(key, change);
        if (before != null) added -= before.entriesAdded();
        if (!change.isNothing()) added += change.entriesAdded();
    }

    /// Everything in the store and everything written before shall be gone.
    void clear() {
        changes.clear();
        cleared = true;
        added = 0;
    }

    /// Whether nothing that is in the store counts any more.
    boolean isCleared() {
        return cleared;
    }

    /// Whether it gives a key a value: otherwise it only makes room.
    boolean isGrowing() {
        return changes.values().stream().anyMatch(change -> !change.isRemoval());
    }

    /// Entries more than in the store, or, when cleared, than none.
    long added() {
        return added;
    }

    NavigableMap<byte[], Change> changes() {
        return changes;
    }

    /// The change next to `key` in a direction; the first or last one for null.
    Map.Entry<byte[], Change> next(byte[] key, boolean orEqual, boolean descending) {
        if (key == null) return descending ? changes.lastEntry() : changes.firstEntry();
        if (orEqual) return descending ? changes.floorEntry(key) : changes.ceilingEntry(key);
        return descending ? changes.lowerEntry(key) : changes.higherEntry(key);
    }
}

package dev.firn.log;

import java.util.Arrays;

/// What a bounded number of records says of objects: of each the entry with the largest pair of commit and move stamp.
///
/// Filled first ([#apply], by any number of threads), then [sorted][#sort] and only read.
public final class Overlay {
    private static final int FIRST_SLOTS = 1024;

    private long[] objects = new long[FIRST_SLOTS];
    private long[] entries = new long[FIRST_SLOTS];
    private long[] commits = new long[FIRST_SLOTS];
    private long[] moves = new long[FIRST_SLOTS];
    private int size;

    public Overlay() {}

    /// A record says that `object` is at `entry`, as of commit stamp `commit` and, where it was moved, of move stamp
    /// `move`, otherwise 0.
    public synchronized void apply(long object, long commit, long move, long entry) {
        if (2 * size >= objects.length) grow();
        int slot = slot(objects, object);
        boolean isNew = objects[slot] == 0;
        if (!isNew && (commits[slot] > commit || commits[slot] == commit && moves[slot] >= move)) return;
        if (isNew) size++;
        objects[slot] = object;
        entries[slot] = entry;
        commits[slot] = commit;
        moves[slot] = move;
    }

    /// The entry that it has for `object`, or `otherwise`. Not of a sorted one.
    synchronized long find(long object, long otherwise) {
        int slot = slot(objects, object);
        return objects[slot] == 0 ? otherwise : entries[slot];
    }

    /// How many objects it knows.
    public int size() {
        return size;
    }

    /// By object, so that [#forEach] finds ranges. Nothing is applied after it.
    public synchronized Overlay sort() {
        long[] sorted = Arrays.stream(objects).filter(object -> object != 0).sorted().toArray();
        long[] found = Arrays.stream(sorted).map(object -> entries[slot(objects, object)]).toArray();
        objects = sorted;
        entries = found;
        commits = moves = null;
        return this;
    }

    /// Receives an object and its entry.
    public interface Visitor {
        void visit(long object, long entry);
    }

    /// All objects in `[from, to)`, of a sorted one. Returns how many.
    public int forEach(long from, long to, Visitor visitor) {
        int first = position(from);
        int at = first;
        for (; at < objects.length && objects[at] < to; at++) visitor.visit(objects[at], entries[at]);
        return at - first;
    }

    /// The object after all others, of a sorted one.
    long end() {
        return objects.length == 0 ? 0 : objects[objects.length - 1] + 1;
    }

    /// Whether a sorted one knows any object in `[from, to)`.
    boolean hasAny(long from, long to) {
        int at = position(from);
        return at < objects.length && objects[at] < to;
    }

    private int position(long object) {
        int found = Arrays.binarySearch(objects, object);
        return found < 0 ? -found - 1 : found;
    }

    private void grow() {
        long[] oldObjects = objects;
        long[] oldEntries = entries;
        long[] oldCommits = commits;
        long[] oldMoves = moves;
        objects = new long[2 * oldObjects.length];
        entries = new long[objects.length];
        commits = new long[objects.length];
        moves = new long[objects.length];
        for (int old = 0; old < oldObjects.length; old++) {
            if (oldObjects[old] == 0) continue;
            int slot = slot(objects, oldObjects[old]);
            objects[slot] = oldObjects[old];
            entries[slot] = oldEntries[old];
            commits[slot] = oldCommits[old];
            moves[slot] = oldMoves[old];
        }
    }

    private static int slot(long[] table, long object) {
        int mask = table.length - 1;
        int slot = (int) (object * 0x9e3779b97f4a7c15L >>> 40) & mask;
        while (table[slot] != 0 && table[slot] != object) slot = slot + 1 & mask;
        return slot;
    }
}

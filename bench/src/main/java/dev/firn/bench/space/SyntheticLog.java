package dev.firn.bench.space;

import java.util.Arrays;

/// A log as numbers: which record lies in which segment, which is the newest of its object, what is free.
final class SyntheticLog {
    /// What a segment is used for.
    enum Use {
        FREE,
        OPEN,
        SEALED,
        VICTIM,
        /// Empty, but no checkpoint has named it yet.
        EMPTIED
    }

    static final int NOWHERE = -1;

    final int segmentBytes;
    private final int maxRecords;
    private final Use[] uses;
    private final int[] generationClass;
    private final long[] live;
    private final int[] used;
    private final int[] counts;
    private final int[] objects;
    private final int[] place;
    private final int[] size;
    private final int[] free;
    private int frees;
    private int emptied;
    private long liveBytes;

    SyntheticLog(int segments, int segmentBytes, int smallestRecord, int objectCount) {
        this.segmentBytes = segmentBytes;
        this.maxRecords = segmentBytes / smallestRecord;
        this.uses = new Use[segments];
        this.generationClass = new int[segments];
        this.live = new long[segments];
        this.used = new int[segments];
        this.counts = new int[segments];
        this.objects = new int[segments * maxRecords];
        this.place = new int[objectCount];
        this.size = new int[objectCount];
        this.free = new int[segments];
        Arrays.fill(uses, Use.FREE);
        Arrays.fill(place, NOWHERE);
        for (int segment = segments - 1; segment >= 0; segment--) free[frees++] = segment;
    }

    int open(int ofClass) {
        int segment = free[--frees];
        uses[segment] = Use.OPEN;
        generationClass[segment] = ofClass;
        used[segment] = 0;
        counts[segment] = 0;
        live[segment] = 0;
        return segment;
    }

    void seal(int segment) {
        uses[segment] = Use.SEALED;
    }

    boolean fits(int segment, int bytes) {
        return used[segment] + bytes <= segmentBytes && counts[segment] < maxRecords;
    }

    /// A new version, or a new place, of an object; what it had before is garbage.
    void put(int segment, int object, int bytes) {
        drop(object);
        int at = segment * maxRecords + counts[segment]++;
        objects[at] = object;
        place[object] = at;
        size[object] = bytes;
        used[segment] += bytes;
        live[segment] += bytes;
        liveBytes += bytes;
    }

    private void drop(int object) {
        if (place[object] == NOWHERE) return;
        live[place[object] / maxRecords] -= size[object];
        liveBytes -= size[object];
    }

    /// Live bytes of a segment that may be cleaned, or -1.
    long cleanable(int segment) {
        return uses[segment] == Use.SEALED ? live[segment] : -1;
    }

    void beginCleaning(int segment) {
        uses[segment] = Use.VICTIM;
    }

    /// The object of a live record, or [#NOWHERE].
    int liveObject(int segment, int index) {
        int at = segment * maxRecords + index;
        return place[objects[at]] == at ? objects[at] : NOWHERE;
    }

    int records(int segment) {
        return counts[segment];
    }

    int ofClass(int segment) {
        return generationClass[segment];
    }

    boolean isSealed(int segment) {
        return uses[segment] == Use.SEALED;
    }

    int size(int object) {
        return size[object];
    }

    void empty(int segment) {
        if (live[segment] != 0) throw new IllegalStateException("segment " + segment + " has live records");
        uses[segment] = Use.EMPTIED;
        emptied++;
    }

    /// What is empty may be opened from now on.
    void nameEmptied() {
        for (int segment = 0; emptied > 0 && segment < uses.length; segment++) {
            if (uses[segment] != Use.EMPTIED) continue;
            uses[segment] = Use.FREE;
            free[frees++] = segment;
            emptied--;
        }
    }

    int free() {
        return frees;
    }

    int emptied() {
        return emptied;
    }

    int segments() {
        return uses.length;
    }

    long liveBytes() {
        return liveBytes;
    }

    long totalBytes() {
        return (long) segmentBytes * uses.length;
    }
}

package dev.firn.faultinjection;

import java.util.Arrays;

/// The word stores that may or may not have reached the medium, oldest first. Models read it; it changes from crash
/// point to crash point.
public final class Pending {
    /// Nobody has begun the write-back.
    static final int NOT_BEGUN = -1;

    /// A failed sync has marked it clean: no later drain looks at it.
    static final int CLEAN = -2;

    /// A sync of its range is under way, for every thread.
    static final int SYNCING = -3;

    /// The thread of a store whose process died.
    static final int DEAD = -1;

    private int count;
    private int[] words = new int[64];
    private long[] values = new long[64];
    private int[] events = new int[64];
    private int[] threads = new int[64];
    private int[] authors = new int[64];
    private int[] epochs = new int[64];
    private int[] begun = new int[64];
    private byte[] kinds = new byte[64];
    private int[] epochOfThread = new int[4];
    private int lastEpoch;

    Pending() {}

    /// How many word stores are pending.
    public int count() {
        return count;
    }

    /// The 8-byte word that was stored, counted from the beginning of the region.
    public int word(int store) {
        return words[store];
    }

    /// Its cache line of 64 bytes, counted in the same way.
    public int line(int store) {
        return words[store] >>> 3;
    }

    /// The whole word as it was after the store.
    public long value(int store) {
        return values[store];
    }

    /// The event of the trace that stored it.
    public int event(int store) {
        return events[store];
    }

    /// The thread that stored it, counted from 0.
    public int thread(int store) {
        return authors[store];
    }

    /// Rises by ordering actions (publish, flush, drain, sync, kill): stores of one thread with equal numbers are
    /// unordered, smaller numbers come first. A publish has the number of what follows it.
    public int epoch(int store) {
        return epochs[store];
    }

    /// Whether it was a store of its own, not part of a bulk write.
    public boolean isSingle(int store) {
        return kinds[store] != Trace.Kind.WRITE.ordinal();
    }

    /// Whether it was a release store.
    public boolean isPublished(int store) {
        return kinds[store] == Trace.Kind.PUBLISH.ordinal();
    }

    /// Whether its write-back has begun, so that the next drain of its thread covers it.
    boolean isBegun(int store) {
        return begun[store] >= 0 || begun[store] == SYNCING;
    }

    void clear() {
        count = 0;
        lastEpoch = 0;
        Arrays.fill(epochOfThread, 0);
    }

    void add(int word, long value, int event, int thread, Trace.Kind kind) {
        if (count == words.length) lengthen();
        words[count] = word;
        values[count] = value;
        events[count] = event;
        threads[count] = thread;
        authors[count] = thread;
        epochs[count] = epoch(thread, kind == Trace.Kind.PUBLISH);
        begun[count] = kind == Trace.Kind.WRITE ? thread : NOT_BEGUN;
        kinds[count++] = (byte) kind.ordinal();
    }

    private int epoch(int thread, boolean orders) {
        if (orders || thread >= epochOfThread.length || epochOfThread[thread] == 0) order(thread);
        return epochOfThread[thread];
    }

    private void order(int thread) {
        if (thread >= epochOfThread.length) epochOfThread = Arrays.copyOf(epochOfThread, 2 * thread);
        epochOfThread[thread] = ++lastEpoch;
    }

    /// `thread` flushes the words in `[from, to)`: its own, and what a dead process left in the caches.
    void flush(int thread, int from, int to) {
        order(thread);
        for (int store = 0; store < count; store++) {
            boolean reached = threads[store] == thread || threads[store] == DEAD;
            if (reached && begun[store] == NOT_BEGUN && words[store] >= from && words[store] < to) {
                begun[store] = thread;
            }
        }
    }

    /// All that is in the words `[from, to)` and is not clean goes with the sync that follows.
    void begin(int thread, int from, int to) {
        order(thread);
        for (int store = 0; store < count; store++) {
            if (begun[store] != CLEAN && words[store] >= from && words[store] < to) begun[store] = SYNCING;
        }
    }

    void syncFailed() {
        Arrays.fill(begun, 0, count, CLEAN);
    }

    void kill() {
        for (int thread = 0; thread < epochOfThread.length; thread++) order(thread);
        Arrays.fill(threads, 0, count, DEAD);
        for (int store = 0; store < count; store++) if (begun[store] != CLEAN) begun[store] = NOT_BEGUN;
    }

    /// A drain by `thread`: what it has begun goes to `medium`, and with it all older stores to the same words.
    void drain(int thread, Medium medium) {
        if (thread >= 0) order(thread);
        int kept = count;
        for (int store = count - 1; store >= 0; store--) {
            if (medium.isSettled(words[store])) continue;
            if (begun[store] == thread) medium.settle(words[store], values[store]);
            else move(store, --kept);
        }
        medium.endSettling();
        int left = count - kept;
        if (kept > 0) for (int store = 0; store < left; store++) move(kept + store, store);
        count = left;
    }

    /// Everything from word `end` on is gone.
    void cut(int end) {
        int kept = 0;
        for (int store = 0; store < count; store++) if (words[store] < end) move(store, kept++);
        count = kept;
    }

    private void move(int from, int to) {
        if (from == to) return;
        words[to] = words[from];
        values[to] = values[from];
        events[to] = events[from];
        threads[to] = threads[from];
        authors[to] = authors[from];
        epochs[to] = epochs[from];
        begun[to] = begun[from];
        kinds[to] = kinds[from];
    }

    private void lengthen() {
        int longer = 2 * count;
        words = Arrays.copyOf(words, longer);
        values = Arrays.copyOf(values, longer);
        events = Arrays.copyOf(events, longer);
        threads = Arrays.copyOf(threads, longer);
        authors = Arrays.copyOf(authors, longer);
        epochs = Arrays.copyOf(epochs, longer);
        begun = Arrays.copyOf(begun, longer);
        kinds = Arrays.copyOf(kinds, longer);
    }
}

package dev.firn.faultinjection;

import java.util.Arrays;

/// The word stores that may or may not have reached the medium, oldest first.
final class Pending {
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
    private int[] begun = new int[64];
    private boolean[] published = new boolean[64];

    int count() {
        return count;
    }

    int word(int store) {
        return words[store];
    }

    int line(int store) {
        return words[store] >>> 3;
    }

    long value(int store) {
        return values[store];
    }

    int event(int store) {
        return events[store];
    }

    /// Whether it was a single ordered store, not part of a bulk write.
    boolean isPublished(int store) {
        return published[store];
    }

    void add(int word, long value, int event, int thread, boolean publish) {
        if (count == words.length) lengthen();
        words[count] = word;
        values[count] = value;
        events[count] = event;
        threads[count] = thread;
        begun[count] = publish ? NOT_BEGUN : thread;
        published[count++] = publish;
    }

    /// `thread` flushes the words in `[from, to)`: its own, and what a dead process left in the caches.
    void flush(int thread, int from, int to) {
        for (int store = 0; store < count; store++) {
            boolean reached = threads[store] == thread || threads[store] == DEAD;
            if (reached && begun[store] == NOT_BEGUN && words[store] >= from && words[store] < to) {
                begun[store] = thread;
            }
        }
    }

    /// All that is in the words `[from, to)` and is not clean goes with the sync that follows.
    void begin(int from, int to) {
        for (int store = 0; store < count; store++) {
            if (begun[store] != CLEAN && words[store] >= from && words[store] < to) begun[store] = SYNCING;
        }
    }

    void syncFailed() {
        Arrays.fill(begun, 0, count, CLEAN);
    }

    void kill() {
        Arrays.fill(threads, 0, count, DEAD);
        for (int store = 0; store < count; store++) if (begun[store] != CLEAN) begun[store] = NOT_BEGUN;
    }

    /// A drain by `thread`: what it has begun goes to `medium`, and with it all older stores to the same words.
    void drain(int thread, Medium medium) {
        int kept = count;
        for (int store = count - 1; store >= 0; store--) {
            if (medium.isSettled(words[store])) continue;
            if (begun[store] == thread) medium.settle(words[store], values[store]);
            else move(store, --kept);
        }
        medium.endSettling();
        int left = count - kept;
        for (int store = 0; store < left; store++) move(kept + store, store);
        count = left;
    }

    private void move(int from, int to) {
        words[to] = words[from];
        values[to] = values[from];
        events[to] = events[from];
        threads[to] = threads[from];
        begun[to] = begun[from];
        published[to] = published[from];
    }

    private void lengthen() {
        int longer = 2 * count;
        words = Arrays.copyOf(words, longer);
        values = Arrays.copyOf(values, longer);
        events = Arrays.copyOf(events, longer);
        threads = Arrays.copyOf(threads, longer);
        begun = Arrays.copyOf(begun, longer);
        published = Arrays.copyOf(published, longer);
    }
}

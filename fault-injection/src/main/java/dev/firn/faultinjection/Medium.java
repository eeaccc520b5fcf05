package dev.firn.faultinjection;

import java.util.Arrays;

/// The medium while a trace is replayed: what is durable, and what is pending. Goes forward one event at a time.
final class Medium {
    private final Trace trace;
    private final Pending pending = new Pending();
    private byte[] durable;
    private long hash;
    private int next;
    private int[] settled = new int[64];
    private int settledCount;
    private boolean[] isSettled;

    /// @param image durable at the beginning; copied
    Medium(byte[] image, Trace trace) {
        this.trace = trace;
        this.durable = image.clone();
        this.hash = Words.hash(image);
        this.isSettled = new boolean[image.length / 8];
    }

    /// The crash point: all events before this have happened.
    int event() {
        return next;
    }

    Pending pending() {
        return pending;
    }

    /// The durable bytes; not to be changed.
    byte[] durable() {
        return durable;
    }

    long hash() {
        return hash;
    }

    /// Lets the next event happen. False at the end.
    boolean step() {
        if (next == trace.size()) return false;
        int event = next++;
        int thread = trace.thread(event);
        switch (trace.kind(event)) {
            case WRITE -> store(event, thread, false);
            case PUBLISH, STORE -> store(event, thread, true);
            case FLUSH -> pending.flush(thread, trace.at(event) / 8, words(trace.at(event) + trace.argument(event)));
            case DRAIN -> pending.drain(thread, this);
            case SYNC -> sync(trace.at(event) / 8, words(trace.at(event) + trace.argument(event)));
            case SYNC_FAILED -> pending.syncFailed();
            case GROW -> grow((int) trace.argument(event));
            case KILL -> pending.kill();
            case STARTED, ACKNOWLEDGED, MARK -> {}
        }
        return true;
    }

    boolean isSettled(int word) {
        return isSettled[word];
    }

    /// A word becomes durable.
    void settle(int word, long value) {
        hash ^= Words.hash(word, Words.get(durable, word)) ^ Words.hash(word, value);
        Words.set(durable, word, value);
        isSettled[word] = true;
        if (settledCount == settled.length) settled = Arrays.copyOf(settled, 2 * settledCount);
        settled[settledCount++] = word;
    }

    void endSettling() {
        while (settledCount > 0) isSettled[settled[--settledCount]] = false;
    }

    private void store(int event, int thread, boolean publish) {
        int first = trace.at(event) / 8;
        int count = trace.storedWords(event);
        for (int word = 0; word < count; word++) {
            pending.add(first + word, trace.storedWord(event, word), event, thread, publish);
        }
    }

    private void sync(int from, int to) {
        pending.begin(from, to);
        pending.drain(Pending.SYNCING, this);
    }

    private void grow(int bytes) {
        durable = Arrays.copyOf(durable, bytes);
        isSettled = Arrays.copyOf(isSettled, bytes / 8);
    }

    private static int words(long endByte) {
        return (int) ((endByte + 7) / 8);
    }
}

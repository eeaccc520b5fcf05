package dev.firn.faultinjection;

import java.util.Arrays;

/// The medium while a trace is replayed: what is durable, and what is pending. Goes forward one event at a time.
final class Medium {
    private final Pending pending = new Pending();
    private final Image image = new Image(this);
    private Trace trace;
    private byte[] durable = new byte[0];
    private long hash;
    private int next;
    private int[] settled = new int[64];
    private int settledCount;
    private boolean[] isSettled = new boolean[0];

    Medium() {}

    Medium(byte[] before, Trace trace) {
        begin(before, trace, Words.hash(before));
    }

    /// Begins anew.
    ///
    /// @param before durable at the beginning; copied
    /// @param newHash the hash of its words
    void begin(byte[] before, Trace newTrace, long newHash) {
        trace = newTrace;
        next = 0;
        hash = newHash;
        pending.clear();
        if (durable.length != before.length) {
            durable = before.clone();
            isSettled = new boolean[before.length / 8];
        } else {
            System.arraycopy(before, 0, durable, 0, before.length);
        }
        image.begin();
    }

    /// What a crash here may leave.
    Image image() {
        return image;
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
            case WRITE, PUBLISH, STORE -> store(event, thread, trace.kind(event));
            // Zeros in no order, under way at once: a bulk write.
            case RELEASE -> store(event, thread, Trace.Kind.WRITE);
            case FLUSH -> pending.flush(thread, trace.at(event) / 8, words(trace.at(event) + trace.argument(event)));
            case DRAIN -> pending.drain(thread, this);
            case SYNC -> sync(thread, trace.at(event) / 8, words(trace.at(event) + trace.argument(event)));
            case SYNC_FAILED -> pending.syncFailed();
            case GROW -> resize((int) trace.argument(event));
            case SHRINK -> shrink((int) trace.argument(event));
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
        image.settle(word, value);
        isSettled[word] = true;
        if (settledCount == settled.length) settled = Arrays.copyOf(settled, 2 * settledCount);
        settled[settledCount++] = word;
    }

    void endSettling() {
        while (settledCount > 0) isSettled[settled[--settledCount]] = false;
    }

    private void store(int event, int thread, Trace.Kind kind) {
        int first = trace.at(event) / 8;
        int count = trace.storedWords(event);
        for (int word = 0; word < count; word++) {
            pending.add(first + word, trace.storedWord(event, word), event, thread, kind);
        }
    }

    private void sync(int thread, int from, int to) {
        pending.begin(thread, from, to);
        pending.drain(Pending.SYNCING, this);
    }

    private void shrink(int bytes) {
        pending.cut(bytes / 8);
        for (int word = bytes / 8; word < durable.length / 8; word++)
            hash ^= Words.hash(word, Words.get(durable, word));
        resize(bytes);
    }

    private void resize(int bytes) {
        durable = Arrays.copyOf(durable, bytes);
        isSettled = Arrays.copyOf(isSettled, bytes / 8);
        image.begin();
    }

    private static int words(long endByte) {
        return (int) ((endByte + 7) / 8);
    }
}

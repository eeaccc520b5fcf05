package dev.firn.faultinjection;

import java.util.Arrays;

/// What a crash left: the durable bytes and some pending words. Built and taken back in place, because there are
/// millions.
final class Image {
    private final Medium medium;
    private final byte[] bytes;
    private long hash;
    private int[] touched = new int[64];
    private int touchedCount;

    /// For the crash point that `medium` stands at.
    Image(Medium medium) {
        this.medium = medium;
        this.bytes = medium.durable().clone();
        this.hash = medium.hash();
    }

    byte[] bytes() {
        return bytes;
    }

    /// Equal for equal bytes.
    long hash() {
        return hash ^ bytes.length * 0x9E3779B97F4A7C15L;
    }

    void build(Rows rows, int[] choice) {
        var pending = rows.pending();
        for (int store = 0; store < pending.count(); store++) {
            if (rows.survives(store, choice)) put(pending.word(store), pending.value(store));
        }
    }

    void put(int word, long value) {
        hash ^= Words.hash(word, Words.get(bytes, word)) ^ Words.hash(word, value);
        Words.set(bytes, word, value);
        if (touchedCount == touched.length) touched = Arrays.copyOf(touched, 2 * touchedCount);
        touched[touchedCount++] = word;
    }

    /// Takes back the choice, and what a recovery wrote.
    void revert(Trace recovery) {
        while (touchedCount > 0) restore(touched[--touchedCount]);
        for (int event = 0; event < recovery.size(); event++) {
            switch (recovery.kind(event)) {
                case WRITE, PUBLISH, STORE -> restore(recovery.at(event) / 8, recovery.storedWords(event));
                case FLUSH, DRAIN, SYNC, SYNC_FAILED, GROW, KILL, STARTED, ACKNOWLEDGED, MARK -> {}
            }
        }
        hash = medium.hash();
    }

    private void restore(int first, int count) {
        for (int word = first; word < first + count; word++) restore(word);
    }

    private void restore(int word) {
        if (word < bytes.length / 8) Words.set(bytes, word, Words.get(medium.durable(), word));
    }
}

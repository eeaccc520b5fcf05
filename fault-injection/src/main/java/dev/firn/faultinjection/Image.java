package dev.firn.faultinjection;

import java.util.Arrays;

/// What a crash left: the durable bytes and some pending words, changed one unit at a time because there are millions.
/// There are two copies: one to compare and to restore from, and one that a recovery works on.
final class Image {
    private final Medium medium;
    private byte[] bytes = new byte[0];
    private byte[] work = new byte[0];
    private long hash;
    private Units units;
    private long[] choice = new long[64];

    Image(Medium medium) {
        this.medium = medium;
    }

    /// Takes the durable bytes of the medium anew.
    void begin() {
        byte[] durable = medium.durable();
        if (bytes.length != durable.length) {
            bytes = durable.clone();
            work = durable.clone();
        } else {
            System.arraycopy(durable, 0, bytes, 0, durable.length);
            System.arraycopy(durable, 0, work, 0, durable.length);
        }
        hash = medium.hash();
        units = null;
    }

    /// A word of the medium became durable.
    void settle(int word, long value) {
        Words.set(bytes, word, value);
        Words.set(work, word, value);
    }

    /// Begins at the choice in which nothing survives that need not.
    void choose(Units newUnits) {
        reset();
        units = newUnits;
        if (choice.length < units.count()) choice = new long[2 * units.count()];
        Arrays.fill(choice, 0, units.count(), 0);
        for (int word = 0; word < units.wordCount(); word++) refresh(word);
    }

    /// Nothing pending survives: as it is between crash points.
    void reset() {
        if (units != null) {
            var pending = units.pending();
            for (int index = 0; index < units.wordCount(); index++) {
                int word = pending.word(units.storeOfWord(index, 0));
                settle(word, Words.get(medium.durable(), word));
            }
        }
        units = null;
        hash = medium.hash();
    }

    /// The bytes of the image; not to be changed.
    byte[] bytes() {
        return bytes;
    }

    /// The same bytes, for a recovery to change; [#undo] brings them back.
    byte[] work() {
        return work;
    }

    /// The present choice; not to be changed.
    long[] choice() {
        return choice;
    }

    /// Equal for equal bytes.
    long hash() {
        return hash ^ bytes.length * 0x9E3779B97F4A7C15L;
    }

    /// Of the words alone.
    long wordHash() {
        return hash;
    }

    void set(int unit, long state) {
        long before = choice[unit];
        if (before == state) return;
        choice[unit] = state;
        for (int index = 0; index < units.stores(unit); index++) {
            int store = units.store(unit, index);
            if (units.depends(store, before, state)) refresh(units.wordIndexOf(store));
        }
    }

    void set(long[] newChoice) {
        for (int unit = 0; unit < units.count(); unit++) set(unit, newChoice[unit]);
    }

    /// Takes back what a recovery wrote into [#work].
    void undo(Trace recovery) {
        for (int event = 0; event < recovery.size(); event++) {
            if (recovery.isStore(event)) restore(recovery.at(event) / 8, recovery.storedWords(event));
        }
    }

    private void restore(int first, int count) {
        int end = Math.min(first + count, work.length / 8);
        if (end > first) System.arraycopy(bytes, first * 8, work, first * 8, (end - first) * 8);
    }

    private void refresh(int wordIndex) {
        int word = units.pending().word(units.storeOfWord(wordIndex, 0));
        put(word, units.value(wordIndex, choice, Words.get(medium.durable(), word)));
    }

    /// Changes a word by hand.
    void put(int word, long value) {
        long before = Words.get(bytes, word);
        if (before == value) return;
        hash ^= Words.hash(word, before) ^ Words.hash(word, value);
        Words.set(bytes, word, value);
        Words.set(work, word, value);
    }
}

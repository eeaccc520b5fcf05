package dev.firn.faultinjection;

import java.util.Arrays;

/// Numbers keys in the order in which they appear. Cleared in no time, so that one serves for all crash points.
final class KeyTable {
    private long[] keys = new long[64];
    private int[] numbers = new int[64];
    private int[] rounds = new int[64];
    private int round = 1;
    private int count;

    void clear() {
        count = 0;
        if (++round != 0) return;
        Arrays.fill(rounds, 0);
        round = 1;
    }

    int count() {
        return count;
    }

    /// The number of `key`, a new one ([#count] before) when it is new.
    int add(long key) {
        int slot = slot(key);
        if (rounds[slot] == round) return numbers[slot];
        if (2 * count >= keys.length) {
            lengthen();
            slot = slot(key);
        }
        keys[slot] = key;
        rounds[slot] = round;
        numbers[slot] = count;
        return count++;
    }

    /// The number of `key`, or -1.
    int find(long key) {
        int slot = slot(key);
        return rounds[slot] == round ? numbers[slot] : -1;
    }

    private int slot(long key) {
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & keys.length - 1;
        while (rounds[slot] == round && keys[slot] != key) slot = slot + 1 & keys.length - 1;
        return slot;
    }

    private void lengthen() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        int[] oldRounds = rounds;
        keys = new long[2 * oldKeys.length];
        numbers = new int[keys.length];
        rounds = new int[keys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldRounds[old] != round) continue;
            int slot = slot(oldKeys[old]);
            keys[slot] = oldKeys[old];
            numbers[slot] = oldNumbers[old];
            rounds[slot] = round;
        }
    }
}

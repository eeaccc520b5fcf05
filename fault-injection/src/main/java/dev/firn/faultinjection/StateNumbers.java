package dev.firn.faultinjection;

import java.util.Arrays;

/// Which states of its unit a pending store survives in: all from `full` on, and before that those above `base` whose
/// digit for the store's word, in the mixed-radix number `state - base`, is at least its rank.
final class StateNumbers {
    private static final int WORDS = 8;

    private final int[] versions = new int[WORDS];
    private final long[] divisors = new long[WORDS];
    private long[] full = new long[64];
    private long[] base = new long[64];
    private long[] divisor = new long[64];
    private int[] modulus = new int[64];
    private int[] rank = new int[64];

    void reserve(int stores) {
        if (full.length >= stores) return;
        full = new long[2 * stores];
        base = new long[2 * stores];
        divisor = new long[2 * stores];
        modulus = new int[2 * stores];
        rank = new int[2 * stores];
    }

    boolean survives(int store, long state) {
        if (state >= full[store]) return true;
        return state > base[store] && (state - base[store]) / divisor[store] % modulus[store] >= rank[store];
    }

    /// The state behind the last that `store` still depends on.
    long full(int store) {
        return full[store];
    }

    long base(int store) {
        return base[store];
    }

    /// What the state grows by when the store survives, too; the older ones to its word do already.
    long step(int store) {
        return divisor[store];
    }

    /// The store survives from `state` on.
    void single(int store, long state) {
        base[store] = state - 1;
        full[store] = state;
        divisor[store] = 1;
        modulus[store] = 2;
        rank[store] = 1;
    }

    /// The stores of one epoch in one line, in any order; those behind `before` states survive before them. Returns
    /// the state in which all of them do, negative when there are more than `most`.
    long epoch(int[] stores, int count, Pending pending, long before, long most) {
        Arrays.fill(versions, 0);
        for (int index = 0; index < count; index++) {
            rank[stores[index]] = ++versions[pending.word(stores[index]) & WORDS - 1];
        }
        long product = 1;
        for (int word = 0; word < WORDS; word++) {
            divisors[word] = product;
            product *= versions[word] + 1;
            if (product > most) return -1;
        }
        for (int index = 0; index < count; index++) {
            int store = stores[index];
            int word = pending.word(store) & WORDS - 1;
            base[store] = before;
            full[store] = before + product - 1;
            divisor[store] = divisors[word];
            modulus[store] = versions[word] + 1;
        }
        return before + product - 1;
    }
}

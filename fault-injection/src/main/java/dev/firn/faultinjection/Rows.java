package dev.firn.faultinjection;

import java.util.Arrays;

/// The pending stores at one crash point, as rows of a [CrashModel]. A choice is one number a row: how many of its
/// stores survive, counted from the oldest.
final class Rows {
    private final Pending pending;
    private final int[] rowOf;
    private final int[] rank;
    private final int[] lengths;
    private final int[] lines;

    Rows(CrashModel model, Pending pending) {
        this.pending = pending;
        int stores = pending.count();
        rowOf = new int[stores];
        rank = new int[stores];
        var keys = new long[stores];
        for (int store = 0; store < stores; store++) keys[store] = model.row(pending, store);
        long[] distinct = Arrays.stream(keys).filter(key -> key >= 0).sorted().distinct().toArray();
        lengths = new int[distinct.length];
        lines = new int[distinct.length];
        for (int store = 0; store < stores; store++) {
            int row = keys[store] < 0 ? -1 : Arrays.binarySearch(distinct, keys[store]);
            rowOf[store] = row;
            if (row < 0) continue;
            if (lengths[row] == 0) lines[row] = pending.line(store);
            rank[store] = ++lengths[row];
        }
    }

    Pending pending() {
        return pending;
    }

    int count() {
        return lengths.length;
    }

    int length(int row) {
        return lengths[row];
    }

    /// The cache line of a row's oldest store.
    int line(int row) {
        return lines[row];
    }

    int rowOf(int store) {
        return rowOf[store];
    }

    boolean survives(int store, int[] choice) {
        return rowOf[store] >= 0 && rank[store] <= choice[rowOf[store]];
    }

    /// Everything survives that can.
    int[] all() {
        return lengths.clone();
    }

    int[] none() {
        return new int[lengths.length];
    }

    /// The largest choice that has no store after `last`.
    int[] upTo(int last) {
        var choice = new int[lengths.length];
        for (int store = 0; store <= last; store++) if (rowOf[store] >= 0) choice[rowOf[store]]++;
        return choice;
    }

    /// How many choices there are, at most `limit`.
    long product(long limit) {
        long product = 1;
        for (int length : lengths) {
            product *= length + 1;
            if (product >= limit) return limit;
        }
        return product;
    }
}

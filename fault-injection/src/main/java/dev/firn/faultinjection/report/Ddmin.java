package dev.firn.faultinjection.report;

import java.util.BitSet;
import java.util.function.Predicate;

/// Delta debugging: a small part of a set for which something still holds. The result is such that no single element
/// can be left out, unless the budget ended first. Deterministic.
final class Ddmin {
    private final Predicate<BitSet> fails;
    private final Budget budget;

    private Ddmin(Predicate<BitSet> fails, Budget budget) {
        this.fails = fails;
        this.budget = budget;
    }

    /// @param whole for which it holds; not changed
    static BitSet shrink(BitSet whole, Predicate<BitSet> fails, Budget budget) {
        return new Ddmin(fails, budget).shrink(whole);
    }

    private BitSet shrink(BitSet whole) {
        var kept = (BitSet) whole.clone();
        int parts = 2;
        while (kept.cardinality() > 1) {
            var smaller = smaller(kept, parts);
            if (smaller != null) {
                parts = smaller.cardinality() <= kept.cardinality() / parts + 1 ? 2 : Math.max(parts - 1, 2);
                kept = smaller;
            } else if (parts >= kept.cardinality()) {
                return kept;
            } else {
                parts = Math.min(kept.cardinality(), 2 * parts);
            }
        }
        return kept;
    }

    /// One part alone, or all but one; null when none of them fails.
    private BitSet smaller(BitSet kept, int parts) {
        for (int part = 0; part < parts; part++) {
            var alone = part(kept, part, parts);
            if (holds(alone)) return alone;
        }
        for (int part = 0; parts > 2 && part < parts; part++) {
            var rest = (BitSet) kept.clone();
            rest.andNot(part(kept, part, parts));
            if (holds(rest)) return rest;
        }
        return null;
    }

    private boolean holds(BitSet subset) {
        return !subset.isEmpty() && budget.take() && fails.test(subset);
    }

    private static BitSet part(BitSet kept, int part, int parts) {
        int size = kept.cardinality();
        int[] elements = kept.stream().toArray();
        var slice = new BitSet();
        for (int i = size * part / parts; i < size * (part + 1) / parts; i++) slice.set(elements[i]);
        return slice;
    }
}

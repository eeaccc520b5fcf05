package dev.firn.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A sequence of operations on few keys, and what a map holds after it.
///
/// `COMMIT` and `ABORT` end a transaction of all changes since the last operation that is not one; a change that
/// neither follows is a transaction of its own. So the units of a program, which a crash leaves whole or not at all,
/// are known from the program alone, and all but the last unit are a shorter program.
record BoundedProgram(List<Op> ops) {
    /// What an operation does.
    enum Verb {
        PUT,
        UPDATE,
        DELETE,
        COMMIT,
        ABORT,
        REOPEN;

        boolean isChange() {
            return this == PUT || this == UPDATE || this == DELETE;
        }
    }

    /// @param key for changes only
    record Op(Verb verb, int key) {
        @Override
        public String toString() {
            return verb.isChange() ? verb + " " + key : verb.toString();
        }
    }

    /// What is there as a whole or not at all.
    sealed interface Unit {
        /// @param isCommitted otherwise it is rolled back
        /// @param isExplicit whether the program says where it ends
        record Transaction(List<Op> changes, boolean isExplicit, boolean isCommitted) implements Unit {}

        record Reopen() implements Unit {}
    }

    BoundedProgram {
        ops = List.copyOf(ops);
    }

    /// Every program of 1 to `length` operations over `keys` keys. Of those that differ in the names of keys only, the
    /// one is taken in which keys appear in order.
    static List<BoundedProgram> all(int length, int keys) {
        var all = new ArrayList<BoundedProgram>();
        List<BoundedProgram> shorter = List.of(new BoundedProgram(List.of()));
        for (int size = 1; size <= length; size++) {
            var longer = new ArrayList<BoundedProgram>();
            for (var program : shorter) program.extend(keys, longer);
            all.addAll(longer);
            shorter = longer;
        }
        return all;
    }

    /// How many there are when keys are told apart.
    static long count(int length, int keys) {
        long count = 0;
        long ofSize = 1;
        for (int size = 1; size <= length; size++) count += ofSize *= 3L * keys + 3;
        return count;
    }

    private void extend(int keys, List<BoundedProgram> longer) {
        int used = ops.stream().filter(op -> op.verb().isChange()).mapToInt(op -> op.key() + 1).max().orElse(0);
        for (var verb : Verb.values()) {
            int choices = verb.isChange() ? Math.min(used + 1, keys) : 1;
            for (int key = 0; key < choices; key++) {
                var extended = new ArrayList<>(ops);
                extended.add(new Op(verb, key));
                longer.add(new BoundedProgram(extended));
            }
        }
    }

    List<Unit> units() {
        var units = new ArrayList<Unit>();
        var changes = new ArrayList<Op>();
        for (var op : ops) {
            switch (op.verb()) {
                case PUT, UPDATE, DELETE -> changes.add(op);
                case COMMIT, ABORT -> {
                    units.add(new Unit.Transaction(List.copyOf(changes), true, op.verb() == Verb.COMMIT));
                    changes.clear();
                }
                case REOPEN -> {
                    addSingly(changes, units);
                    units.add(new Unit.Reopen());
                }
            }
        }
        addSingly(changes, units);
        return units;
    }

    private static void addSingly(List<Op> changes, List<Unit> units) {
        for (var change : changes) units.add(new Unit.Transaction(List.of(change), false, true));
        changes.clear();
    }

    /// What `contents` become by a unit.
    static TreeMap<String, String> after(TreeMap<String, String> contents, Unit unit) {
        var result = new TreeMap<>(contents);
        if (unit instanceof Unit.Transaction(var changes, var _, var isCommitted) && isCommitted) {
            for (var change : changes) apply(change, result);
        }
        return result;
    }

    /// On the store's map or on a model of it.
    static void apply(Op change, Map<String, String> map) {
        String key = key(change.key());
        switch (change.verb()) {
            case PUT -> map.put(key, "put, was " + map.getOrDefault(key, "none").length());
            case UPDATE -> map.computeIfPresent(key, (_, value) -> value.length() < 20 ? value + "+" : "u");
            case DELETE -> map.remove(key);
            case COMMIT, ABORT, REOPEN -> throw new IllegalArgumentException(change + " is no change");
        }
    }

    static String key(int key) {
        return "key" + (char) ('A' + key);
    }
}

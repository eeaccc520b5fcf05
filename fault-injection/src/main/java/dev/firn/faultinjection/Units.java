package dev.firn.faultinjection;

import java.util.Arrays;

/// The pending stores of one crash point as a [PersistencyModel] divides them: units that are independent of each
/// other, each with a number of states. State 0 is the least that may survive, the last state the most. A choice is
/// one state for each unit.
///
/// Models fill it by the methods that take a store; each store is passed to one of them, in order. Where all pending
/// stores to a word are of what is durable there, nothing is chosen.
public final class Units {
    private static final int LOST = -1;
    private static final int KEPT = -2;

    /// Beyond it a unit falls back to cuts in program order, and is no longer exhausted.
    private static final long MOST_STATES = 1L << 48;

    /// What a unit is.
    private enum Kind {
        /// Some first part of its stores.
        CUT,
        /// The same, but stores of one event survive together.
        CUT_BY_EVENT,
        /// A cut between epochs, and any versions of the words of the one epoch that was cut.
        EPOCHS,
        /// A cut of one word's stores; state 1 is garbage.
        GARBAGE
    }

    private static final Kind[] KINDS = Kind.values();

    private final KeyTable unitTable = new KeyTable();
    private final KeyTable wordTable = new KeyTable();
    private final LineOrder lines = new LineOrder();
    private final Groups byUnit = new Groups();
    private final Groups byWord = new Groups();
    private Pending pending;
    private boolean coarse;
    private int[] unitOf = new int[64];
    private int[] wordOf = new int[64];
    private boolean[] unchanged = new boolean[64];
    private byte[] kinds = new byte[64];
    private long[] states = new long[64];
    private int[] epoch = new int[64];
    private final StateNumbers numbers = new StateNumbers();

    Units() {}

    /// Divides anew.
    ///
    /// @param durable what the medium holds when nothing survives
    void divide(PersistencyModel model, Pending newPending, byte[] durable) {
        pending = newPending;
        coarse = false;
        unitTable.clear();
        wordTable.clear();
        if (unitOf.length < pending.count()) lengthen();
        numbers.reserve(pending.count());
        Arrays.fill(unitOf, 0, pending.count(), LOST);
        Arrays.fill(unchanged, 0, pending.count(), true);
        for (int store = 0; store < pending.count(); store++) {
            int word = wordTable.add(pending.word(store));
            wordOf[store] = word;
            unchanged[word] &= pending.value(store) == Words.get(durable, pending.word(store));
        }
        model.divide(pending, this);
        byUnit.group(unitOf, pending.count(), unitTable.count());
        byWord.group(wordOf, pending.count(), wordTable.count());
        for (int unit = 0; unit < unitTable.count(); unit++) number(unit);
    }

    /// The store is the newest of the unit `key`, of which some first part survives.
    public void cut(int store, long key) {
        put(store, key, Kind.CUT);
    }

    /// The same, but the words that one event stored in a unit survive together.
    public void cutByEvent(int store, long key) {
        put(store, key, Kind.CUT_BY_EVENT);
    }

    /// The store belongs to the unit `key`, in which stores of an older [Pending#epoch] come first, and those of one
    /// epoch in any order, word by word. All stores of a unit have one author and are to one line.
    public void epochs(int store, long key) {
        put(store, key, Kind.EPOCHS);
    }

    /// The store is the newest of the unit `key`, whose stores are to one word: it is old, one of its versions, or
    /// holds garbage.
    public void cutOrGarbage(int store, long key) {
        put(store, key, Kind.GARBAGE);
    }

    /// It survives for certain.
    public void keep(int store) {
        unitOf[store] = KEPT;
    }

    /// It is lost for certain.
    public void lose(int store) {
        unitOf[store] = LOST;
    }

    /// Finds the lines that [#isInOrderedLine] answers for.
    public void findOrderedLines() {
        lines.find(pending);
    }

    /// Whether the line of `store` has a publish among its pending stores, and all of them have one author.
    public boolean isInOrderedLine(int store) {
        return lines.isOrdered(pending.line(store));
    }

    Pending pending() {
        return pending;
    }

    int count() {
        return unitTable.count();
    }

    long states(int unit) {
        return states[unit];
    }

    /// The state in which most survives.
    long last(int unit) {
        return states[unit] - 1;
    }

    /// Whether some unit has so many states that not all of them are numbered.
    boolean isCoarse() {
        return coarse;
    }

    /// Negative for stores that are lost or kept for certain.
    int unitOf(int store) {
        return unitOf[store];
    }

    /// The cache line of a unit's oldest store.
    int line(int unit) {
        return pending.line(byUnit.get(unit, 0));
    }

    int stores(int unit) {
        return byUnit.count(unit);
    }

    int store(int unit, int index) {
        return byUnit.get(unit, index);
    }

    /// The number of a word that has pending stores, or -1.
    int wordIndex(int word) {
        return wordTable.find(word);
    }

    int wordCount() {
        return wordTable.count();
    }

    int wordIndexOf(int store) {
        return wordOf[store];
    }

    int storesOfWord(int wordIndex) {
        return byWord.count(wordIndex);
    }

    int storeOfWord(int wordIndex, int index) {
        return byWord.get(wordIndex, index);
    }

    boolean survives(int store, long[] choice) {
        int unit = unitOf[store];
        return unit < 0 ? unit == KEPT : numbers.survives(store, choice[unit]);
    }

    /// Whether it may matter to `store` that the state of its unit changes.
    boolean depends(int store, long before, long after) {
        return Math.max(before, after) > numbers.base(store) && Math.min(before, after) < numbers.full(store)
                || kinds[unitOf[store]] == Kind.GARBAGE.ordinal();
    }

    /// Whether the unit's state is garbage in its word.
    boolean isGarbage(int unit, long state) {
        return kinds[unit] == Kind.GARBAGE.ordinal() && state == 1;
    }

    /// The word after the crash; `durable` is what it holds when nothing survives.
    long value(int wordIndex, long[] choice, long durable) {
        int count = byWord.count(wordIndex);
        for (int index = count - 1; index >= 0; index--) {
            int store = byWord.get(wordIndex, index);
            if (survives(store, choice)) return pending.value(store);
            int unit = unitOf[store];
            if (unit >= 0 && isGarbage(unit, choice[unit])) return garbage(pending, byWord.get(wordIndex, 0));
        }
        return durable;
    }

    /// What a damaged word holds: a fixed function of its place and of a store to it.
    static long garbage(Pending pending, int store) {
        return Words.hash(pending.word(store) + 0x5bd1e995, ~pending.value(store)) | 1;
    }

    /// Everything survives that can.
    void all(long[] choice) {
        for (int unit = 0; unit < count(); unit++) choice[unit] = states[unit] - 1;
    }

    /// The largest state of `unit` in which no store after `last` survives.
    long upTo(int unit, int last) {
        int count = byUnit.count(unit);
        int inside = 0;
        while (inside < count && byUnit.get(unit, inside) <= last) inside++;
        if (inside == count) return last(unit);
        if (inside == 0) return 0;
        long state = numbers.base(byUnit.get(unit, inside));
        if (kinds[unit] != Kind.EPOCHS.ordinal()) return state;
        long before = state;
        for (int index = 0; index < inside; index++) {
            int store = byUnit.get(unit, index);
            if (numbers.base(store) == before) state += numbers.step(store);
        }
        return state;
    }

    /// How many choices there are, at most `limit`.
    long product(long limit) {
        long product = 1;
        for (int unit = 0; unit < count(); unit++) {
            if (states[unit] > limit / product) return limit;
            product *= states[unit];
        }
        return Math.min(product, limit);
    }

    private void put(int store, long key, Kind kind) {
        if (unchanged[wordOf[store]] && kind != Kind.GARBAGE) {
            keep(store); // the word holds the same whatever survives
            return;
        }
        int unit = unitTable.add(key);
        if (unit == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * unit);
            states = Arrays.copyOf(states, 2 * unit);
        }
        kinds[unit] = (byte) kind.ordinal();
        unitOf[store] = unit;
    }

    private void number(int unit) {
        int count = byUnit.count(unit);
        long last =
                switch (KINDS[kinds[unit]]) {
                    case CUT -> numberCut(unit, count, 0);
                    case GARBAGE -> numberCut(unit, count, 1);
                    case CUT_BY_EVENT -> numberByEvent(unit, count);
                    case EPOCHS -> numberEpochs(unit, count);
                };
        states[unit] = last + 1;
    }

    private long numberCut(int unit, int count, int skipped) {
        for (int index = 0; index < count; index++) numbers.single(byUnit.get(unit, index), index + 1L + skipped);
        return count + skipped;
    }

    private long numberByEvent(int unit, int count) {
        long state = 0;
        int event = -1;
        for (int index = 0; index < count; index++) {
            int store = byUnit.get(unit, index);
            if (pending.event(store) != event) state++;
            event = pending.event(store);
            numbers.single(store, state);
        }
        return state;
    }

    private long numberEpochs(int unit, int count) {
        if (epoch.length < count) epoch = new int[2 * count];
        long state = 0;
        int index = 0;
        while (index < count) {
            int members = 0;
            int number = pending.epoch(byUnit.get(unit, index));
            while (index < count && pending.epoch(byUnit.get(unit, index)) == number) {
                epoch[members++] = byUnit.get(unit, index++);
            }
            state = numberEpoch(members, state);
        }
        return state;
    }

    private long numberEpoch(int members, long before) {
        long state = numbers.epoch(epoch, members, pending, before, MOST_STATES);
        if (state >= 0) return state;
        coarse = true;
        for (int member = 0; member < members; member++) numbers.single(epoch[member], before + member + 1);
        return before + members;
    }

    private void lengthen() {
        int longer = 2 * pending.count();
        unitOf = new int[longer];
        wordOf = new int[longer];
        unchanged = new boolean[longer];
    }
}

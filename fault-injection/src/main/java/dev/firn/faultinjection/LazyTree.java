package dev.firn.faultinjection;

import dev.firn.faultinjection.CrashOptions.Races;
import java.util.Arrays;

/// The choices of one crash point as a tree: recovery runs while units are undecided, and the first access to a word
/// of a unit decides it. Depth first, by running recovery again: what it never reads is never decided, and one run
/// covers all its states.
final class LazyTree {
    private final Races mode;
    private Units units;
    private Image image;
    private Trace trace;
    private Guards guards;
    private Thread thread;
    private boolean[] decided = new boolean[16];
    private int[] asked = new int[16];
    private long[] states = new long[16];
    private int size;
    private int depth;
    private RuntimeException divergence;
    private UndecidedRead race;
    private long races;

    LazyTree(Races mode) {
        this.mode = mode;
    }

    /// Begins anew at the root.
    ///
    /// @param newGuards null for none
    void begin(Units newUnits, Image newImage, Trace newTrace, Guards newGuards) {
        units = newUnits;
        image = newImage;
        trace = newTrace;
        guards = newGuards;
        size = 0;
        divergence = null;
        race = null;
        races = 0;
        if (decided.length < units.count()) {
            decided = new boolean[2 * units.count()];
            asked = new int[2 * units.count()];
            states = new long[2 * units.count()];
        }
        for (int unit = 0; unit < units.count(); unit++) image.set(unit, units.last(unit));
    }

    /// Before a run.
    void restart() {
        depth = 0;
        thread = Thread.currentThread();
        Arrays.fill(decided, 0, units.count(), false);
    }

    /// After a run: whether it asked what the runs before it had asked.
    void requireSame() {
        if (divergence == null && depth < size) {
            divergence = new DivergentRecovery(
                    "after the same decisions recovery first read %s, and then ended".formatted(name(asked[depth])));
        }
        if (divergence != null) throw divergence;
    }

    /// What went wrong with the search itself, null for nothing.
    RuntimeException divergence() {
        return divergence;
    }

    /// A read that nobody vouches for, null for none.
    UndecidedRead race() {
        return race;
    }

    long races() {
        return races;
    }

    /// How many choices the last run stands for.
    double covered() {
        double covered = 1;
        for (int unit = 0; unit < units.count(); unit++) if (!decided[unit]) covered *= units.states(unit);
        return covered;
    }

    /// Goes to the next branch. False when there is none.
    boolean next() {
        while (size > 0 && states[size - 1] == 0) size--;
        if (size == 0) return false;
        states[size - 1]--;
        return true;
    }

    /// The recovery is about to use these bytes.
    void touch(long at, long length, boolean load) {
        if (length <= 0) return;
        int first = (int) (at >> 3);
        int last = (int) (at + length - 1 >> 3);
        if (last - first < units.wordCount()) {
            for (int word = first; word <= last; word++) decideWord(units.wordIndex(word), load);
            return;
        }
        for (int index = 0; index < units.wordCount(); index++) {
            int word = units.pending().word(units.storeOfWord(index, 0));
            if (word >= first && word <= last) decideWord(index, load);
        }
    }

    private void decideWord(int wordIndex, boolean load) {
        if (wordIndex < 0) return;
        for (int index = 0; index < units.storesOfWord(wordIndex); index++) {
            int unit = units.unitOf(units.storeOfWord(wordIndex, index));
            if (unit < 0 || decided[unit]) continue;
            if (load && mode != Races.IGNORED) vouch(wordIndex);
            decide(unit);
        }
    }

    private void decide(int unit) {
        if (Thread.currentThread() != thread) {
            throw diverge("recovery read %s on a second thread".formatted(name(unit)));
        }
        if (depth == size) {
            asked[size] = unit;
            states[size++] = units.last(unit);
        } else if (asked[depth] != unit) {
            throw diverge(
                    "after the same decisions recovery first read %s, and then %s"
                            .formatted(name(asked[depth]), name(unit)));
        }
        decided[unit] = true;
        image.set(unit, states[depth++]);
    }

    private RuntimeException diverge(String message) {
        divergence = new DivergentRecovery(message);
        return divergence;
    }

    /// A word that was published, or is under a checksum, may be read while undecided.
    private void vouch(int wordIndex) {
        for (int index = 0; index < units.storesOfWord(wordIndex); index++) {
            int store = units.storeOfWord(wordIndex, index);
            boolean guarded = guards != null && guards.of(units.pending().event(store)) >= 0;
            if (guarded || units.pending().isPublished(store)) return;
        }
        races++;
        if (mode != Races.FAIL) return;
        int store = units.storeOfWord(wordIndex, units.storesOfWord(wordIndex) - 1);
        int event = units.pending().event(store);
        race = new UndecidedRead(
                "word 0x%x".formatted(units.pending().word(store) * 8L), trace.describe(event) + ", event " + event);
        throw race;
    }

    private String name(int unit) {
        int store = units.store(unit, 0);
        return "word 0x%x (stored by event %d)"
                .formatted(units.pending().word(store) * 8L, units.pending().event(store));
    }
}

package dev.firn.faultinjection.report;

import dev.firn.faultinjection.PendingWord;
import java.util.List;

/// What became of a store when the power failed.
enum Fate {
    DURABLE("durable"),
    SURVIVED("flushed, not drained -> survived"),
    EVICTED("EVICTED EARLY -> survived"),
    GARBAGE("DAMAGED: %d of %d pending words LOST, garbage among them"),
    TORN("TORN: %d of %d pending words LOST"),
    LOST_FLUSHED("flushed, not drained -> LOST"),
    LOST("not flushed -> LOST");

    private final String words;

    Fate(String words) {
        this.words = words;
    }

    boolean isLoss() {
        return this == GARBAGE || this == TORN || this == LOST_FLUSHED || this == LOST;
    }

    /// @param pending those of its words that no drain had covered
    static Fate of(List<PendingWord> pending) {
        long survivors = pending.stream().filter(PendingWord::survived).count();
        boolean begun = pending.stream().allMatch(PendingWord::begun);
        if (pending.isEmpty()) return DURABLE;
        if (pending.stream().anyMatch(PendingWord::garbage)) return GARBAGE;
        if (survivors == pending.size()) return begun ? SURVIVED : EVICTED;
        if (survivors > 0) return TORN;
        return begun ? LOST_FLUSHED : LOST;
    }

    String text(List<PendingWord> pending) {
        long lost = pending.stream().filter(word -> !word.survived()).count();
        return words.formatted(lost, pending.size());
    }
}

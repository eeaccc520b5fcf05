package dev.firn.faultinjection.report;

import dev.firn.faultinjection.PendingWord;
import java.util.List;

/// How a cache line stands between two events.
enum LineState {
    /// No store yet.
    CLEAN("c", "untouched"),
    DIRTY("d", "dirty"),
    FLUSHED("f", "flushed, not drained"),
    DURABLE("u", "durable");

    final String style;
    final String words;

    LineState(String style, String words) {
        this.style = style;
        this.words = words;
    }

    /// @param pending the line's words that no drain has covered
    static LineState of(List<PendingWord> pending, boolean stored) {
        if (pending.isEmpty()) return stored ? DURABLE : CLEAN;
        return pending.stream().allMatch(PendingWord::begun) ? FLUSHED : DIRTY;
    }
}

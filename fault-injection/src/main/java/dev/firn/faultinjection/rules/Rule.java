package dev.firn.faultinjection.rules;

import java.util.Locale;

/// What a user of a [dev.firn.pmem.Region] must not do. The text of each is a row of the table in
/// docs/crash-testing.md.
public enum Rule {
    ACKNOWLEDGED_NOT_DURABLE(
            Severity.ERROR,
            "somebody was told that it is durable, and a store of the telling thread (or in the named range) is not"),
    PUBLISHED_NOT_FLUSHED(
            Severity.ERROR, "a thread drains, and a word it published was not flushed: the drain does not cover it"),
    OVERWRITTEN_BEFORE_DURABLE(
            Severity.ERROR, "bytes are stored again before the store before is durable: a crash may show either"),
    OUT_OF_BOUNDS(Severity.ERROR, "a store or flush outside the region"),
    STORE_OUTSIDE_BATCH(Severity.ERROR, "batches are declared, and a thread stores without having begun one"),
    BATCHES_OVERLAP(Severity.ERROR, "two threads store the same bytes, each in a batch that has not ended"),
    CLOSED_DIRTY(Severity.ERROR, "the region is closed, and not all that was stored is durable"),
    CLOSED_IN_BATCH(Severity.ERROR, "the region is closed, and a batch has not ended"),
    FLUSH_OF_CLEAN(Severity.WASTE, "a line is flushed where the thread has stored nothing since it was last durable"),
    DOUBLE_FLUSH(Severity.WASTE, "a line is flushed twice, and nothing was stored to it in between"),
    NEEDLESS_FLUSH(Severity.WASTE, "a line is flushed whose write-back a write has begun by itself"),
    DRAIN_OF_NOTHING(Severity.WASTE, "a thread drains that has nothing to wait for: a fence or a sync for nothing");

    private final Severity severity;
    private final String meaning;

    Rule(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    public Severity severity() {
        return severity;
    }

    /// What breaks it, in words.
    public String meaning() {
        return meaning;
    }

    /// Its name as people write it: `double flush`.
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

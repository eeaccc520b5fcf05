package dev.firn.heap.tree;

import dev.firn.log.Entry;
import dev.firn.log.ExactView;
import dev.firn.log.Log;
import dev.firn.log.Records;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.View;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/// Pages that note which objects were looked for, read slowly and exactly: for finding out what a reader has run into.
/// Not safe for use by several threads.
public final class TracedPages extends Pages {
    private static final int LONGEST_CHAIN = 10_000;

    private final View view;
    private final Set<Long> objects = new LinkedHashSet<>();

    public TracedPages(Log log, Versions versions) {
        super(log, versions);
        this.view = new ExactView(log.view());
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    long record(long object, long stamp) {
        note(object);
        return super.record(object, stamp);
    }

    /// As if it had been looked for now.
    public void note(long object) {
        objects.remove(object);
        objects.add(object);
    }

    /// What was looked for, the last one at the end.
    public Set<Long> objects() {
        return objects;
    }

    /// Tells `records` where each record of the object's version begins, newest first, as far as it can be followed.
    public void records(long object, long stamp, LongConsumer records) {
        long record = super.record(object, stamp);
        for (int left = LONGEST_CHAIN; left > 0 && record != Page.ABSENT; left--) {
            records.accept(record);
            if (Records.kind(view, record) != RecordKind.DELTA) return;
            record = Entry.address(RecordLayout.previous(view, record));
        }
    }
}

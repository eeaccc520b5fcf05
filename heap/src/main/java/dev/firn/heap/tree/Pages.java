package dev.firn.heap.tree;

import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.pmem.View;

/// Finds the versions of objects that a commit stamp sees. Safe for use by several threads.
public class Pages {
    /// Sees everything that is installed: for the writer.
    public static final long NEWEST = Long.MAX_VALUE;

    private final Log log;
    private final Versions versions;

    public Pages(Log log, Versions versions) {
        this.log = log;
        this.versions = versions;
    }

    public View view() {
        return log.view();
    }

    public Versions versions() {
        return versions;
    }

    /// The address of the newest record of `object` that `stamp` sees, or [Page#ABSENT].
    long record(long object, long stamp) {
        long entry = versions.entry(object, stamp);
        return entry == Entry.NONE ? Page.ABSENT : Entry.address(entry);
    }

    /// The same for an object that something refers to, and so must be there.
    long present(long object, long stamp) {
        long record = record(object, stamp);
        if (record == Page.ABSENT) throw new MissingObjectException(object, stamp);
        return record;
    }
}

package dev.firn.heap.tree;

import dev.firn.log.Batch;
import dev.firn.log.Entry;
import dev.firn.log.MappingTable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// Commits that have their place in the log but are not yet durable, in the order of their stamps. The next writer
/// builds on them; nobody else sees them. They lie in one append head, so the log never keeps a later one without an
/// earlier.
///
/// Safe for use by several threads: the writer adds, whoever has made his own durable takes out all up to it.
final class Pending {
    private final MappingTable mapping;
    private final ArrayDeque<Commit> commits = new ArrayDeque<>();
    private final Map<Long, Long> entries = new HashMap<>();
    private volatile boolean empty = true;

    Pending(MappingTable mapping) {
        this.mapping = mapping;
    }

    /// What a commit will install.
    record Commit(long stamp, long[] objects, long[] entries) {}

    synchronized void add(Batch batch, long stamp) {
        var commit = new Commit(stamp, new long[batch.records()], new long[batch.records()]);
        for (int record = 0; record < batch.records(); record++) {
            commit.objects[record] = batch.object(record);
            commit.entries[record] = batch.entry(record);
            entries.put(batch.object(record), batch.entry(record));
        }
        commits.add(commit);
        empty = false;
    }

    /// The entry of an object as the next commit will find it, [Entry#NONE] when it is deleted.
    long newest(long object) {
        if (empty) return mapping.entry(object);
        synchronized (this) {
            var found = entries.get(object);
            return found != null ? Entry.version(found) : mapping.entry(object);
        }
    }

    /// Whether a commit that is not yet installed says something of the object.
    boolean has(long object) {
        if (empty) return false;
        synchronized (this) {
            return entries.containsKey(object);
        }
    }

    /// The oldest commit, if its stamp is not greater; it stays until [#installed].
    synchronized Commit next(long stamp) {
        var commit = commits.peek();
        return commit != null && commit.stamp <= stamp ? commit : null;
    }

    /// The mapping shows the oldest commit.
    synchronized void installed(Commit commit) {
        commits.remove();
        for (int record = 0; record < commit.objects.length; record++) {
            entries.remove(commit.objects[record], commit.entries[record]);
        }
        empty = commits.isEmpty();
    }
}

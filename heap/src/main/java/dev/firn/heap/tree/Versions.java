package dev.firn.heap.tree;

import dev.firn.log.Batch;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.MappingTable;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongConsumer;

/// Which version of an object a snapshot sees. The mapping table knows the newest; the ones before that somebody may
/// still want are here, in memory, and never looked for on the medium.
///
/// One writer at a time installs ([#install]); any number of threads read and none of them waits.
///
/// Invariants: a bucket's list is ordered by `replacedAt`, newest first; an old version is in its list before the
/// mapping shows the new one; everything with `replacedAt > trimmedTo` is there.
public final class Versions {
    private static final int BUCKETS = 1024;
    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(BUCKETS);

    /// Commits that stay readable for readers that have not registered, so that they hardly ever must begin again.
    private static final int LAG = 128;

    private static final int TRIM_AT_LEAST = 4096;

    private final Log log;
    private final MappingTable mapping;
    private final Pending pending;
    private final AtomicReferenceArray<Old> buckets = new AtomicReferenceArray<>(BUCKETS);
    private final Set<WeakReference<Snapshot>> snapshots = ConcurrentHashMap.newKeySet();
    private volatile long visible;
    private volatile long trimmedTo;
    private volatile int kept;
    private volatile long epoch;
    private int trimWhen = TRIM_AT_LEAST;

    /// Everything in the log's mapping is visible, as of commit stamp `visible`.
    public Versions(Log log, long visible) {
        this.log = log;
        this.mapping = log.mapping();
        this.pending = new Pending(mapping);
        this.visible = visible;
        this.trimmedTo = Math.min(0, visible);
    }

    /// All commits up to this stamp are installed.
    public long visible() {
        return visible;
    }

    /// Reads at smaller stamps cannot be trusted, unless by a registered snapshot.
    public long trimmedTo() {
        return trimmedTo;
    }

    /// Old versions in memory.
    public int kept() {
        return kept;
    }

    /// Snapshots that are registered.
    public int snapshots() {
        return snapshots.size();
    }

    /// The mapping entry of an object as of `stamp`.
    long entry(long object, long stamp) {
        if (stamp == Pages.NEWEST) return pending.newest(object);
        long newest = mapping.entry(object);
        var old = buckets.get(bucket(object));
        long found = newest;
        // Smallest replacedAt above the stamp wins: the list is newest first, so the last match does.
        for (; old != null && old.replacedAt > stamp; old = old.next) {
            if (old.object == object) found = old.entry;
        }
        return found;
    }

    /// The entry of an object as the writer's next commit will find it.
    long newest(long object) {
        return pending.newest(object);
    }

    /// The records of `batch`, written as commit `stamp`, are what the next commit builds on, and nobody else sees yet.
    public void pend(Batch batch, long stamp) {
        pending.add(batch, stamp);
    }

    /// All pending commits up to `stamp` are durable: later snapshots see them.
    public synchronized void settle(long stamp) {
        for (var commit = pending.next(stamp); commit != null; commit = pending.next(stamp)) {
            for (long object : commit.objects()) keep(object, commit.stamp());
            for (int record = 0; record < commit.objects().length; record++) {
                log.install(commit.objects()[record], commit.entries()[record]);
            }
            visible = commit.stamp();
            pending.installed(commit);
        }
        if (kept >= trimWhen) trim();
    }

    /// Calls `capture` with the address of the first frame that is not installed, or -1 when all are; nobody installs
    /// meanwhile. By the one who writes.
    public synchronized void whileNobodyInstalls(LongConsumer capture) {
        capture.accept(pending.oldestFrame());
    }

    /// Makes the records of `batch`, appended as commit `stamp`, what all later snapshots see. Not to be mixed with
    /// [#pend].
    public void install(Batch batch, long stamp) {
        for (int record = 0; record < batch.records(); record++) keep(batch.object(record), stamp);
        for (int record = 0; record < batch.records(); record++) {
            log.install(batch.object(record), batch.entry(record));
        }
        visible = stamp;
        if (kept >= trimWhen) trim();
    }

    private void keep(long object, long stamp) {
        long entry = mapping.entry(object);
        if (entry == Entry.NONE) return; // nobody can reach it in an earlier snapshot
        int bucket = bucket(object);
        buckets.set(bucket, new Old(object, entry, stamp, buckets.get(bucket)));
        kept++;
    }

    /// Registers a snapshot of what is visible now. It ends with [#release], or when nobody holds it any more.
    public Snapshot snapshot() {
        while (true) {
            var snapshot = new Snapshot(visible, epoch);
            snapshots.add(snapshot.registration());
            // The trimmer, and who begins an epoch, announce before they look at the registrations, so one of us sees
            // the other.
            if (trimmedTo <= snapshot.stamp() && epoch == snapshot.epoch()) return snapshot;
            snapshots.remove(snapshot.registration());
        }
    }

    /// Snapshots that are registered from now on have a larger epoch than all before. Returns theirs.
    long nextEpoch() {
        return ++epoch;
    }

    /// The smallest epoch of a registered snapshot, or the present one when there is none.
    long oldestEpoch() {
        long oldest = epoch;
        for (var registration : snapshots) {
            var snapshot = registration.get();
            if (snapshot == null) snapshots.remove(registration);
            else oldest = Math.min(oldest, snapshot.epoch());
        }
        return oldest;
    }

    /// Ends the snapshots of the oldest epoch, if that is over: nobody waits for room that only they hold back. Whether
    /// there were any.
    public boolean endOldest() {
        long oldest = oldestEpoch();
        if (oldest >= epoch) return false;
        for (var registration : snapshots) {
            var snapshot = registration.get();
            if (snapshot == null || snapshot.epoch() > oldest) continue;
            snapshot.end();
            snapshots.remove(registration);
        }
        return true;
    }

    /// Whether the next commit finds no version of the object.
    public boolean isNew(long object) {
        return pending.newest(object) == Entry.NONE;
    }

    /// Whether a commit that is not yet installed says something of the object.
    public boolean isPending(long object) {
        return pending.has(object);
    }

    public void release(Snapshot snapshot) {
        snapshots.remove(snapshot.registration());
    }

    private void trim() {
        long wanted = visible - LAG;
        long before = trimmedTo;
        if (wanted <= before) return;
        trimmedTo = wanted;
        long horizon = Math.max(before, Math.min(wanted, oldestSnapshot()));
        trimmedTo = horizon;
        int left = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) left += cut(bucket, horizon);
        kept = left;
        trimWhen = Math.max(TRIM_AT_LEAST, 2 * left);
    }

    private long oldestSnapshot() {
        long oldest = Long.MAX_VALUE;
        for (var registration : snapshots) {
            var snapshot = registration.get();
            if (snapshot == null) snapshots.remove(registration);
            else oldest = Math.min(oldest, snapshot.stamp());
        }
        return oldest;
    }

    /// Drops what was replaced up to `horizon`. Returns how many stay.
    private int cut(int bucket, long horizon) {
        Old last = null;
        int left = 0;
        for (var old = buckets.get(bucket); old != null && old.replacedAt > horizon; old = old.next) {
            last = old;
            left++;
        }
        if (last == null) buckets.set(bucket, null);
        else last.next = null;
        return left;
    }

    private static int bucket(long object) {
        return (int) (object * 0x9e3779b97f4a7c15L >>> SHIFT);
    }

    private static final class Old {
        final long object;
        final long entry;
        final long replacedAt;
        volatile Old next;

        Old(long object, long entry, long replacedAt, Old next) {
            this.object = object;
            this.entry = entry;
            this.replacedAt = replacedAt;
            this.next = next;
        }
    }
}

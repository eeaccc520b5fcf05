package dev.firn.heap;

import dev.firn.heap.tree.Versions;
import dev.firn.log.Batch;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.event.Commit;
import dev.firn.pmem.event.Events;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;

/// How a batch becomes a commit.
///
/// Where a drain is an instruction, the writer waits for it and installs at once. Where it is a synchronisation of a
/// file, the writer leaves when the batch has its place in the log: the next one goes on from there, and all who wait
/// share a synchronisation (group commit). That is safe because commits lie in one append head, in order.
final class Committer {
    /// Buffers that a huge commit has made longer are given up after it.
    private static final int KEPT_BYTES = 4 << 20;

    private final Log log;
    private final Versions versions;
    private final LongPredicate isNew;
    private final Upkeep upkeep;
    private final boolean grouped;
    private final ConcurrentLinkedDeque<Batch> idle = new ConcurrentLinkedDeque<>();
    private final LongAdder commits = new LongAdder();
    private Batch batch;
    private Commit event = Commit.NONE;
    private Written unsettled;
    private List<Batch> moved = List.of();
    private long lastStamp;
    private long lastAddress;
    private volatile Throwable failure;

    Committer(Log log, Versions versions, Upkeep upkeep) {
        this.log = log;
        this.versions = versions;
        this.isNew = versions::isNew;
        this.upkeep = upkeep;
        this.grouped = isGrouped(log);
        this.batch = log.newBatch();
    }

    /// Whether commits share synchronisations.
    static boolean isGrouped(Log log) {
        return log.region().granularity() == Granularity.PAGE && log.options().stripes() == 1;
    }

    /// A commit that has its place, and whose durability its thread still owes.
    ///
    /// @param moved what upkeep has written beside it
    record Written(Batch batch, long stamp, List<Batch> moved, Commit event) {}

    /// What the next commit is built in. Under the writer's lock.
    Batch batch() {
        return batch;
    }

    long commits() {
        return commits.sum();
    }

    /// What is in memory may not be what is on the medium: nothing more is taken.
    void fail(Throwable unknown) {
        failure = unknown;
    }

    /// Why nothing more is taken, or null.
    Throwable failure() {
        return failure;
    }

    /// Gives the batch its place in the log. Under the lock. Returns its stamp; [#publish] must follow.
    ///
    /// @param growing whether it adds to what the store holds; one that does not is never refused
    /// @throws StoreFullException when there is no room; the store stays as it was
    long write(boolean growing) {
        if (grouped && idle.isEmpty()) idle.push(log.newBatch()); // while it can still fail without harm
        moved = List.of();
        event = Events.commit();
        try {
            moved = upkeep.step(batch, growing);
            long stamp = grouped ? log.write(batch) : log.append(batch, upkeep.headOf(batch), moved);
            if (!grouped && !moved.isEmpty()) upkeep.durable();
            upkeep.wrote(batch, isNew);
            return stamp;
        } catch (LogFullException full) {
            upkeep.settleRefused(moved);
            upkeep.wasRefused(full);
            throw new StoreFullException(full);
        } catch (Throwable unknown) {
            failure = unknown;
            throw unknown;
        }
    }

    /// Lets the next writer, or everybody, see what was written. Under the lock.
    ///
    /// A failure in here (there may be no memory for it) leaves others with half of a commit, so it ends the store.
    void publish(long stamp) {
        try {
            if (grouped) pend(stamp);
            else install(stamp);
        } catch (Throwable half) {
            failure = half;
            log.abandon(half);
            throw half;
        }
    }

    private void install(long stamp) {
        versions.install(batch, stamp);
        commits.increment();
        event.end(batch.frameBytes(), batch.records());
    }

    private void pend(long stamp) {
        versions.pend(batch, stamp);
        unsettled = new Written(batch, stamp, moved, event);
        lastStamp = stamp;
        lastAddress = batch.address(batch.records() - 1);
        if (hasChunks()) settle(takeUnsettled()); // the log looks for chunks in the mapping table alone
        batch = idle.pop();
    }

    /// The last commit that the calling thread can have read, or null when all of them are durable. Under the lock.
    Seen seen() {
        return grouped && versions.visible() < lastStamp ? new Seen(lastStamp, lastAddress) : null;
    }

    /// A commit that a thread has read, but not made.
    record Seen(long stamp, long address) {}

    /// Waits until what was read is durable and visible: nobody acts on what a crash may still take away. Without the
    /// lock.
    void await(Seen seen) {
        log.awaitDurable(seen.address());
        versions.settle(seen.stamp());
    }

    private boolean hasChunks() {
        for (int record = 0; record < batch.records(); record++) {
            if (batch.kind(record) == RecordKind.LARGE) return true;
        }
        return false;
    }

    /// What the calling thread owes when it leaves the lock, or null.
    Written takeUnsettled() {
        var mine = unsettled;
        unsettled = null;
        return mine;
    }

    /// Makes a commit durable and visible, with all before it. Without the lock.
    void settle(Written written) {
        written.event().waiting();
        try {
            log.settle(written.batch(), written.moved());
            if (!written.moved().isEmpty()) upkeep.durable();
        } catch (Throwable unknown) {
            failure = unknown;
            throw unknown;
        }
        versions.settle(written.stamp());
        commits.increment();
        written.event().end(written.batch().frameBytes(), written.batch().records());
        if (written.batch().frameBytes() <= KEPT_BYTES) idle.push(written.batch());
    }

    /// Whether the last batch was so long that what it was built with is better given up.
    boolean wasHuge() {
        if (batch.frameBytes() <= KEPT_BYTES) return false;
        batch = log.newBatch();
        return true;
    }
}

package dev.firn.log;

import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.NoSpaceException;
import dev.firn.pmem.Region;
import dev.firn.pmem.ShrinkRefusedException;
import dev.firn.pmem.SyncFailedException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/// The superblock on the medium, and all that changes it: growing, cutting, checkpoints, closing. One of them at a
/// time: whoever closes the log waits for those who grow it.
final class StoredSuperblock {
    private static final int LONGEST_GROWTH = 64 << 20;

    private final Log log;
    private final Region region;
    private final SegmentTable segments;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong growths = new AtomicLong();
    private final AtomicLong shrinks = new AtomicLong();
    private volatile IntSupplier growth = () -> Integer.MAX_VALUE;
    private volatile Superblock superblock;

    StoredSuperblock(Log log, Region region, SegmentTable segments, Superblock superblock) {
        this.log = log;
        this.region = region;
        this.segments = segments;
        this.superblock = superblock;
    }

    Superblock get() {
        return superblock;
    }

    long growths() {
        return growths.get();
    }

    long shrinks() {
        return shrinks.get();
    }

    /// See [Log#growBy].
    void growBy(IntSupplier most) {
        growth = most;
    }

    /// See [Log#nameCheckpoint].
    void name(Superblock.Checkpoint where, int most) {
        change(() -> nameNow(where, most));
    }

    private void nameNow(Superblock.Checkpoint where, int most) {
        int count = Math.min(most, superblock.segmentCount());
        SuperblockSlots.write(region, superblock = superblock.checkpointedAt(where).withSegments(count));
        SuperblockSlots.write(region, superblock = superblock.checkpointedAt(where));
    }

    /// See [Log#cutOff].
    void cutOff() {
        change(() -> {
            if (superblock.segmentCount() < segments.count()) cutNow();
        });
    }

    private void cutNow() {
        int before = segments.count();
        segments.aboutToCut();
        try {
            region.shrink(superblock.regionBytes());
            segments.cut(superblock.segmentCount());
            shrinks.incrementAndGet();
        } catch (ShrinkRefusedException refused) {
            SuperblockSlots.write(region, superblock = superblock.grown(before));
            segments.notCut();
        }
    }

    /// See [Log#reserve].
    void reserve(int count) {
        change(() -> {
            if (count > segments.count()) growTo(superblock.grown(count));
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            log.requireUsable();
            change.run();
        } catch (MediumFaultException | SyncFailedException failure) {
            throw log.fail(failure);
        } finally {
            lock.unlock();
        }
    }

    /// So that `free` segments may be opened.
    void grow(int free) {
        lock.lock();
        try {
            log.requireUsable();
            if (segments.openable() < free) growByAnEighth();
        } finally {
            lock.unlock();
        }
    }

    /// So that the number of growths is logarithmic, but never a long wait for one commit.
    private void growByAnEighth() {
        int count = segments.count();
        int most = Math.max(1, LONGEST_GROWTH / superblock.segmentBytes());
        int more = Math.min(growth.getAsInt(), Math.clamp(count / 8, 1, most));
        try {
            growTo(superblock.grown(count + more));
        } catch (LogFullException full) {
            growTo(superblock.grown(count + 1)); // perhaps there is room for one
        }
    }

    private void growTo(Superblock next) {
        long most = log.options().maxBytes();
        if (next.regionBytes() > most) {
            throw new LogFullException(
                    "the log is full at its limit of %d bytes (%d segments of %d bytes); raise the limit or delete"
                            .formatted(most, segments.count(), superblock.segmentBytes()),
                    null);
        }
        try {
            region.grow(next.regionBytes());
        } catch (NoSpaceException full) {
            throw new LogFullException("the log is full and cannot grow: " + full.getMessage(), full);
        }
        SuperblockSlots.write(region, next);
        superblock = next;
        segments.grow(next.segmentCount());
        growths.incrementAndGet();
    }

    /// In both slots: with the newer one lost, the older would speak for an open log, of which nobody knows how long it
    /// was.
    void close(List<Superblock.End> ends) {
        lock.lock();
        try {
            SuperblockSlots.write(region, superblock = superblock.closedAt(ends));
            SuperblockSlots.write(region, superblock = superblock.closedAt(ends));
        } finally {
            lock.unlock();
        }
    }
}

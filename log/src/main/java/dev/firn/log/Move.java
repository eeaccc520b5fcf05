package dev.firn.log;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;
import java.util.Arrays;

/// Records on their way to the head of a class, and what the mapping showed when they were copied.
final class Move {
    final Batch batch;
    private final Log log;
    private final int head;
    private long[] copied = new long[64];

    Move(Log log, int head) {
        this.log = log;
        this.batch = log.newBatch();
        this.head = head;
    }

    void add(long object, long entry) {
        int index = batch.records() - 1;
        assert batch.object(index) == object;
        if (index == copied.length) copied = Arrays.copyOf(copied, 2 * index);
        copied[index] = entry;
    }

    /// Whether a copy with `length` bytes of content still fits: a frame that was begun for the rest of the open
    /// segment ends there, so that no room is left over; the next one goes to another segment.
    boolean hasRoom(int length) {
        int bytes = batch.frameBytes() + RecordLayout.MOVED_BYTES + FrameLayout.align(length);
        return bytes <= limit() && batch.records() < FrameLayout.MAX_RECORDS;
    }

    private long limit() {
        long rest = log.room(head);
        boolean isForRest = batch.records() > 0 && batch.frameBytes() <= rest;
        return isForRest ? rest : log.frameCapacity();
    }

    /// Whether it holds a copy of the object.
    boolean has(long object) {
        for (int record = 0; record < batch.records(); record++) {
            if (batch.object(record) == object) return true;
        }
        return false;
    }

    int bytes() {
        return batch.records() == 0 ? 0 : batch.frameBytes();
    }

    /// Whether there was room for it. The log never grows for it: who makes room needs none.
    boolean write(int leave) {
        if (log.room(head) < batch.frameBytes() && log.segments().openable() <= leave) return false;
        batch.leave(leave);
        try {
            log.write(batch, head, FrameKind.MOVE);
            return true;
        } catch (LogFullException full) {
            return false;
        }
    }

    /// There will be no copies. Returns how many there would have been.
    int forget() {
        int records = batch.records();
        batch.clear();
        return records;
    }

    /// The mapping goes over to the copies, but for objects that have changed since. Returns how many those are.
    int install(Cleaner.Owner owner, CleaningPolicy policy) {
        int changed = 0;
        for (int record = 0; record < batch.records(); record++) {
            long object = batch.object(record);
            boolean same = !owner.isPending(object) && log.mapping().raw(object) == copied[record];
            if (same) install(policy, object, record);
            else changed++;
        }
        batch.clear();
        return changed;
    }

    private void install(CleaningPolicy policy, long object, int record) {
        log.install(object, batch.entry(record));
        policy.moved(object, log.segmentOf(batch.address(record)), batch.footprint(record));
    }
}

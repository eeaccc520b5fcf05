package dev.firn.log;

import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.TrimLayout;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/// A [Log] used as a plain log: entries of bytes without objects, appended, read, followed and trimmed.
///
/// Appending and trimming are safe for use by several threads, one at a time proceeds. Entries have the order of their
/// appends, so the log must have one stripe.
public final class EntryLog {
    private static final int OWN_HEAD = -1;

    private final Log log;
    private final Batch batch;

    /// @throws IllegalArgumentException when the log has more than one stripe
    public EntryLog(Log log) {
        if (log.options().stripes() != 1) throw new IllegalArgumentException("a plain log has one stripe");
        this.log = log;
        this.batch = log.newBatch();
    }

    /// Appends an entry and makes it durable. Returns its address, by which it can be read.
    ///
    /// @throws RecordTooLargeException when it is longer than [Log#maxContentBytes]
    /// @throws LogFullException when there is no room; [#trim] makes some
    public synchronized long append(MemorySegment entry) {
        batch.clear();
        if (entry.byteSize() > log.maxContentBytes()) {
            throw new RecordTooLargeException(entry.byteSize(), log.maxContentBytes());
        }
        batch.add(RecordKind.ENTRY, 0, entry, 0, (int) entry.byteSize());
        // One segment stays free, so that a full log can still be trimmed.
        if (!hasSpareRoom(batch.frameBytes())) {
            throw new LogFullException("the log is full, and may not or cannot grow; trim it or raise its limit", null);
        }
        log.append(batch);
        return batch.address(0);
    }

    /// The same, but where there is no room it waits until a [#trim] by another thread has made some, at most
    /// `patience`. An interrupt does not end the waiting.
    ///
    /// @throws LogFullException when there was none in time
    public long append(MemorySegment entry, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (var wait = new Wait(); ; wait.once()) {
            try {
                return append(entry);
            } catch (LogFullException full) {
                if (System.nanoTime() - deadline >= 0) throw full;
            }
        }
    }

    /// A copy of the entry at an address that [#append] returned.
    public byte[] read(long address) {
        var bytes = new byte[Records.length(log.view(), address)];
        log.view().copyTo(Records.content(log.view(), address), MemorySegment.ofArray(bytes), 0, bytes.length);
        return bytes;
    }

    /// Reads from the oldest entry on, and then what is appended later.
    public EntryCursor follow() {
        return new EntryCursor(log);
    }

    /// Entries before the one at `address` are no longer wanted: whole segments of them are used again. Durable on
    /// return. Entries that share a segment with later ones stay readable.
    ///
    /// An address is good until its entry is trimmed; after that another entry may come to begin there.
    ///
    /// @throws IllegalArgumentException when no entry begins there any more
    public synchronized void trim(long address) {
        long stamp = stampOf(address);
        batch.clear();
        batch.add(RecordKind.TRIM, 0, TrimLayout.bound(stamp), 0, Long.BYTES);
        log.append(batch);
        freeSegmentsBefore(address);
    }

    /// Whether a frame of `length` bytes finds room that leaves one segment free, after growing if need be.
    private boolean hasSpareRoom(int length) {
        if (log.room(OWN_HEAD) >= length) return true;
        try {
            log.requireFree(2);
            return true;
        } catch (LogFullException full) {
            return false;
        }
    }

    /// The segments that only hold entries from before the segment of `address` are free.
    private void freeSegmentsBefore(long address) {
        var segments = log.segments();
        long sequence = sequence(log.segmentOf(address));
        for (int segment = 0; segment < segments.count(); segment++) {
            boolean before = segments.use(segment) == SegmentTable.Use.SEALED && sequence(segment) < sequence;
            if (before) segments.set(segment, SegmentTable.Use.FREE);
        }
    }

    private long sequence(int segment) {
        return switch (SegmentHeaders.read(log.view(), log.superblock().base(segment), log.store(), segment)) {
            case SegmentHeaders.Verdict.Valid(var header) -> header.sequence();
            case SegmentHeaders.Verdict.None _, SegmentHeaders.Verdict.Foreign _ -> Long.MAX_VALUE;
        };
    }

    /// By reading the segment up to it: an old address may lie in a segment that has other entries by now.
    private long stampOf(long address) {
        int segment = log.segmentOf(address);
        if (SegmentHeaders.read(log.view(), log.superblock().base(segment), log.store(), segment)
                instanceof SegmentHeaders.Verdict.Valid(var header)) {
            var scanner = new SegmentScanner(log.view(), log.superblock(), log.options().memory());
            scanner.start(header);
            while (scanner.next() instanceof Step.Frame(var at, var _, var _)) {
                if (at == address - FrameLayout.BYTES) return FrameLayout.stamp(log.view(), at);
            }
        }
        throw new IllegalArgumentException("no entry begins at 0x%x; it was trimmed before".formatted(address));
    }
}

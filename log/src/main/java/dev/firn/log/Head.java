package dev.firn.log;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.SyncFailedException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// An append head: a row of segments that frames are appended to, one open at a time. Latch-free but for the change
/// from one segment to the next.
final class Head {
    /// A digest may have this part of a segment; one of very small records would cost more than it is worth.
    private static final int MOST_FOR_DIGEST = 32;

    private final Log log;
    private final int index;
    private final Superblock.End fullEnd;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile OpenSegment current;
    private long nextSequence;
    private boolean padded;
    private volatile int digestBytes;

    /// @param fullEnd where it ended when its last segment is full and no other is open yet, or null
    Head(Log log, int index, OpenSegment current, long nextSequence, Superblock.End fullEnd) {
        this.log = log;
        this.fullEnd = fullEnd;
        this.index = index;
        this.current = current;
        this.nextSequence = nextSequence;
    }

    /// The segment that takes appends, or null before the first one.
    OpenSegment current() {
        return current;
    }

    /// Segments opened from now on leave `bytes` bytes for a digest, where that is little of them.
    void expectDigest(int bytes) {
        digestBytes = bytes;
    }

    /// Writes the frame in `staging` into a range of its own, which `range` then describes. The caller owes a
    /// [#settle].
    void write(
            Reservation range,
            Staging staging,
            int length,
            long stamp,
            FrameKind kind,
            boolean last,
            int count,
            int part) {
        reserve(range, length, stamp);
        var segment = range.segment;
        try {
            long stable = segment.stable();
            FrameLayout.put(staging.bytes(), Batch.FRAME, length, stamp, kind, last, segment.life, stable, count, part);
            ControlFrames.seal(staging, length, log.store(), segment.life, segment.id, segment.generation, range.from);
            log.region().write(range.address(), staging.bytes(), Batch.FRAME, length);
        } catch (Throwable failure) {
            finish(segment);
            throw log.fail(failure);
        }
    }

    /// Makes what the calling thread has written to `range` durable, with everything of the head before it.
    void settle(Reservation range) {
        try {
            log.region().drain();
            complete(range.segment, range.from, range.to);
        } catch (Throwable failure) {
            throw log.fail(failure);
        } finally {
            finish(range.segment);
        }
    }

    /// `range` is durable by a drain that the calling thread has made since it wrote there.
    void settled(Reservation range) {
        try {
            log.requireHealthy();
            complete(range.segment, range.from, range.to);
        } finally {
            finish(range.segment);
        }
    }

    private void reserve(Reservation range, int length, long stamp) {
        try {
            reserveAnywhere(range, length, stamp);
        } catch (MediumFaultException | SyncFailedException failure) {
            throw log.fail(failure);
        }
    }

    private void reserveAnywhere(Reservation range, int length, long stamp) {
        var segment = current;
        long offset = segment == null ? OpenSegment.FULL : segment.reserve(length);
        while (offset < 0) {
            if (offset == OpenSegment.OVERRUN) finish(segment);
            segment =
                    offset == OpenSegment.CROSSED
                            ? sealAndOpen(segment, stamp, range.leave, length)
                            : awaitNext(segment, stamp, range.leave, length);
            offset = segment.reserve(length);
        }
        range.set(segment, offset, length);
    }

    /// Where it goes on, or where `frame` begins when that is not negative; empty where nothing was ever appended. What
    /// lies in full segments need not stay, so it does not go on at the end of one.
    Optional<RestartPoint> restartPoint(long frame) {
        var open = current;
        if (frame >= 0) return Optional.of(open.holds(frame) ? open.restartPoint(index, frame) : earlier(frame));
        if (open != null && !open.isFull()) return Optional.of(open.restartPoint(index, -1));
        if (nextSequence == 0) return Optional.empty();
        long life = log.superblock().life();
        return Optional.of(new RestartPoint(index, RestartPoint.UNOPENED, 0, nextSequence, 0, life));
    }

    /// In a segment that is no longer the open one.
    private RestartPoint earlier(long frame) {
        int segment = log.segmentOf(frame);
        long base = log.superblock().base(segment);
        if (SegmentHeaders.read(log.view(), base, log.store(), segment)
                instanceof SegmentHeaders.Verdict.Valid(var header)) {
            long life = log.superblock().life();
            return new RestartPoint(index, segment, header.generation(), header.sequence(), frame - base, life);
        }
        throw new CorruptLogException(base, "the head of a segment", "something else");
    }

    /// Takes no more appends, and waits until all before are durable. The end, or null where nothing was ever appended.
    Superblock.End close() {
        var segment = current;
        if (segment == null) return fullEnd;
        while (segment != null) {
            long end = segment.seal();
            for (var wait = new Wait(); segment.writers() > 0 || segment.stable() != end; wait.once()) {
                log.requireHealthy();
            }
            if (current == segment) return new Superblock.End(segment.id, end);
            segment = current;
        }
        return null;
    }

    /// For the writer that crossed the end: the rest is padded, the next segment opened, with one drain for both.
    private OpenSegment sealAndOpen(OpenSegment segment, long stamp, int leave, int length) {
        long rest = segment.sealedAt();
        OpenSegment next = null;
        boolean pad = false;
        opening.lock();
        try {
            pad = ControlFrames.pad(log.region(), place(segment, rest), segment.capacity, stamp, segment.stable());
            padded = true;
            log.frameBytes().pad(index, (int) (segment.capacity - rest));
            next = open(segment, stamp, leave, length);
        } catch (LogFullException | LogClosedException refused) {
            throw refused; // the pad is written all the same
        } catch (Throwable failure) {
            throw log.fail(failure);
        } finally {
            opening.unlock();
            if (log.isHealthy()) {
                if (pad && next == null) drainPad();
                completePad(segment, rest);
            }
            finish(segment);
        }
        return next;
    }

    /// Takes no more appends in the open segment; the next one opens another. Nobody else appends meanwhile, and the
    /// caller owes no [#settle].
    void fill(long stamp) {
        var segment = current;
        if (segment == null || segment.isFull() || segment.reserve(segment.capacity) != OpenSegment.CROSSED) return;
        long rest = segment.sealedAt();
        opening.lock();
        try {
            boolean pad =
                    ControlFrames.pad(log.region(), place(segment, rest), segment.capacity, stamp, segment.stable());
            padded = true;
            log.frameBytes().pad(index, (int) (segment.capacity - rest));
            if (pad) drainPad();
        } catch (Throwable failure) {
            throw log.fail(failure);
        } finally {
            opening.unlock();
            if (log.isHealthy()) completePad(segment, rest);
            finish(segment);
        }
    }

    private void drainPad() {
        try {
            log.region().drain();
        } catch (Throwable failure) {
            throw log.fail(failure);
        }
    }

    private void completePad(OpenSegment segment, long rest) {
        if (rest < segment.capacity) complete(segment, rest, segment.capacity);
    }

    /// The segment after `full`. Waits for the writer that pads it; opens the next itself where that writer found no
    /// room.
    private OpenSegment awaitNext(OpenSegment full, long stamp, int leave, int length) {
        for (var wait = new Wait(); ; wait.once()) {
            log.requireUsable();
            opening.lock();
            try {
                if (current != full) return current;
                if (full == null || padded) return open(full, stamp, leave, length);
            } finally {
                opening.unlock();
            }
        }
    }

    /// Opens a free segment: its head is durable on return, and so is everything this thread wrote before.
    private OpenSegment open(OpenSegment before, long stamp, int leave, int length) {
        log.requireUsable();
        int id = log.takeSegment(index, leave);
        long base = log.superblock().base(id);
        int generation = log.segments().nextGeneration(id);
        long life = log.superblock().life();
        var header = new SegmentHeaders.Header(id, generation, index, life, nextSequence, stamp);
        SegmentHeaders.write(log.region(), base, log.store(), header);
        drainPad();
        log.segments().opened(id, new SegmentTable.Opening(index, nextSequence, stamp));
        log.frameBytes().opening();
        long stable = before == null ? SegmentLayout.FRAMES : 0;
        var opened =
                new OpenSegment(
                        id,
                        base,
                        log.superblock().segmentBytes(),
                        limit(length),
                        generation,
                        life,
                        nextSequence,
                        SegmentLayout.FRAMES,
                        stable,
                        before);
        nextSequence++;
        padded = false;
        current = opened;
        return opened;
    }

    /// Where reservations end in a segment that is opened for a frame of `length` bytes.
    private int limit(int length) {
        int capacity = log.superblock().segmentBytes();
        int room = digestBytes;
        boolean fits = room <= capacity / MOST_FOR_DIGEST && SegmentLayout.FRAMES + length <= capacity - room;
        return fits ? capacity - room : capacity;
    }

    /// Publishes that `[from, to)` is durable, when all before it is.
    private void complete(OpenSegment segment, long from, long to) {
        if (segment.stable() != from) awaitStable(segment, from);
        segment.completed(from, to);
    }

    /// Apart, so that nothing is allocated where nobody waits.
    private void awaitStable(OpenSegment segment, long from) {
        for (var wait = new Wait(); segment.stable() != from; wait.once()) log.requireHealthy();
    }

    private void finish(OpenSegment segment) {
        if (segment.finish()) log.segments().set(segment.id, SegmentTable.Use.SEALED);
    }

    private ControlFrames.Place place(OpenSegment segment, long offset) {
        return new ControlFrames.Place(log.store(), segment.life, segment.id, segment.generation, segment.base, offset);
    }
}

package dev.firn.log;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/// The append heads of a log: those of stripes, those of classes, and that of checkpoints. Each is made when it is
/// first asked for, since most logs never need most of them.
final class Heads {
    private final Log log;
    private final int stripes;
    private final AtomicReferenceArray<Head> heads = new AtomicReferenceArray<>(Log.HEADS);

    Heads(Log log, int stripes, LogState state) {
        this.log = log;
        this.stripes = stripes;
        int known = Math.max(stripes, state.heads().size());
        for (int head = 0; head < known; head++) heads.set(head, found(state, head));
    }

    private Head found(LogState state, int index) {
        if (index >= state.heads().size()) return new Head(log, index, null, 0, null);
        var found = state.heads().get(index);
        if (found.open() == null) return new Head(log, index, null, found.nextSequence(), found.fullEnd());
        var tail = found.open();
        var superblock = state.superblock();
        var open =
                new OpenSegment(
                        tail.segment(),
                        superblock.base(tail.segment()),
                        superblock.segmentBytes(),
                        superblock.segmentBytes(),
                        tail.generation(),
                        tail.life(),
                        tail.sequence(),
                        tail.offset(),
                        tail.offset(),
                        null);
        return new Head(log, index, open, found.nextSequence(), null);
    }

    /// That of the calling thread.
    Head own() {
        return heads.get(stripes == 1 ? 0 : (int) (Thread.currentThread().threadId() % stripes));
    }

    Head get(int index) {
        var head = heads.get(index);
        if (head != null) return head;
        heads.compareAndSet(index, null, new Head(log, index, null, 0, null));
        return heads.get(index);
    }

    /// The segment that a head appends to, or null.
    private OpenSegment current(int index) {
        var head = heads.get(index);
        return head == null ? null : head.current();
    }

    /// Bytes that a frame can have without another segment, in that of the calling thread where `index` is negative.
    long room(int index) {
        var open = index < 0 ? own().current() : current(index);
        return open == null ? 0 : open.remaining();
    }

    /// Bytes that open segments have left.
    long room(SegmentTable segments) {
        long room = 0;
        for (int index = 0; index < Log.HEADS; index++) {
            var open = current(index);
            if (open != null && segments.isOpen(open.id)) room += open.remaining();
        }
        return room;
    }

    boolean isDurable(long address) {
        for (int index = 0; index < Log.HEADS; index++) {
            var open = current(index);
            if (open != null && !open.isDurable(address)) return false;
        }
        return true;
    }

    /// How far the frames of an open segment are durable, in bytes from its start.
    long stable(int segment) {
        for (int index = 0; index < Log.HEADS; index++) {
            var open = current(index);
            if (open != null && open.id == segment) return open.stable();
        }
        return 0;
    }

    Optional<RestartPoint> restartPoint(int index, long frame) {
        var head = heads.get(index);
        return head == null ? Optional.empty() : head.restartPoint(frame);
    }

    void expectDigest(int index, int bytes) {
        var head = heads.get(index);
        if (head != null) head.expectDigest(bytes);
    }

    /// Each goes on in another segment.
    void fill(long stamp) {
        for (int index = 0; index < Log.HEADS; index++) {
            var head = heads.get(index);
            if (head != null) head.fill(stamp);
        }
    }

    /// Seals and settles all of them. Returns where they end.
    List<Superblock.End> close(SegmentTable segments) {
        return IntStream.range(0, Log.HEADS)
                .mapToObj(index -> endOf(index, segments))
                .filter(Objects::nonNull)
                .toList();
    }

    /// A full segment that was emptied since may be anybody's by now, or be cut off.
    private Superblock.End endOf(int index, SegmentTable segments) {
        var head = heads.get(index);
        var end = head == null ? null : head.close();
        return end != null && segments.isUsedBy(end.segment(), index) ? end : null;
    }
}

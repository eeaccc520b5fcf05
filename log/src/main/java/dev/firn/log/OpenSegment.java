package dev.firn.log;

import dev.firn.log.format.SegmentLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A segment that takes appends: reservation by one atomic addition, completion in order.
///
/// Invariants: reserved ranges are disjoint and follow each other; `stable` never passes a range whose writer has not
/// completed it; exactly one reservation finds the limit ([#CROSSED]).
final class OpenSegment {
    /// This reservation ran over the end, and its writer seals the segment: the range from the old offset is its own.
    static final long CROSSED = -1;

    /// Somebody else has found the end; the caller owes a [#finish].
    static final long OVERRUN = -2;

    /// The segment was sealed before; nothing was reserved and nothing is owed.
    static final long FULL = -3;

    private static final VarHandle STATE = handle("state", long.class);
    private static final VarHandle STABLE = handle("stable", long.class);

    final int id;
    final long base;
    final int capacity;
    final int limit;
    final int generation;
    final long life;
    final long sequence;

    private volatile OpenSegment previous;
    private volatile long state;
    private volatile long stable;

    /// @param limit where reservations end; what is behind it is for the [digest][DigestWriter]
    /// @param offset where appends begin
    /// @param stable below this everything of the head is durable; 0 while `previous` is not
    OpenSegment(
            int id,
            long base,
            int capacity,
            int limit,
            int generation,
            long life,
            long sequence,
            long offset,
            long stable,
            OpenSegment previous) {
        this.id = id;
        this.base = base;
        this.capacity = capacity;
        this.limit = limit;
        this.generation = generation;
        this.life = life;
        this.sequence = sequence;
        this.state = SegmentState.open(generation, offset);
        this.stable = stable;
        this.previous = previous;
    }

    /// The offset of the reserved range, [#CROSSED] (then [#sealedAt] says where the rest begins), [#OVERRUN] or
    /// [#FULL]. After any answer but `FULL` the caller owes a [#finish].
    long reserve(int length) {
        if (SegmentState.isSealed(state)) return FULL; // so that refused appends do not run the offset over
        long old = (long) STATE.getAndAdd(this, SegmentState.reservation(length));
        long offset = SegmentState.offset(old);
        if (SegmentState.isSealed(old) || offset > limit) return OVERRUN;
        if (offset + length <= limit) return offset;
        sealedAt = offset;
        STATE.getAndBitwiseOr(this, SegmentState.SEALED);
        return CROSSED;
    }

    /// Takes no more reservations. Returns where the last one ends, or ends up when a crossing writer has padded the
    /// rest.
    long seal() {
        long old = (long) STATE.getAndBitwiseOr(this, SegmentState.SEALED);
        long offset = SegmentState.offset(old);
        return SegmentState.isSealed(old) || offset > limit ? capacity : offset;
    }

    /// Written by the one thread that crosses, before it sets the sealed bit.
    private long sealedAt = -1;

    /// Where the unused rest begins; for the thread that got [#CROSSED].
    long sealedAt() {
        return sealedAt;
    }

    /// The writer is done, whatever came of it. True for exactly one caller after the segment was sealed: the last.
    boolean finish() {
        long now = (long) STATE.getAndAdd(this, -SegmentState.WRITER) - SegmentState.WRITER;
        return SegmentState.isQuiescent(now) && STATE.compareAndSet(this, now, now | SegmentState.FLUSHING);
    }

    /// Everything of the head below this offset is durable; 0 when not even the segments before are.
    long stable() {
        var before = previous;
        if (stable == 0 && before != null && before.isWhollyStable()) {
            if (STABLE.compareAndSet(this, 0L, (long) SegmentLayout.FRAMES)) previous = null;
        }
        return stable;
    }

    /// Whether the byte at `address`, in this segment or one before, is durable.
    boolean isDurable(long address) {
        if (holds(address)) return address < base + stable();
        var before = previous;
        return before == null || before.isDurable(address);
    }

    boolean holds(long address) {
        return address >= base && address < base + capacity;
    }

    /// Takes no more appends.
    boolean isFull() {
        return remaining() == 0;
    }

    /// Where appends go on, or where `frame` begins when that is not negative.
    RestartPoint restartPoint(int head, long frame) {
        long now = state;
        long end = SegmentState.isSealed(now) ? capacity : Math.min(SegmentState.offset(now), capacity);
        return new RestartPoint(head, id, generation, sequence, frame < 0 ? end : frame - base, life);
    }

    /// `[from, to)` is durable. Only the writer of that range says so, when [#stable] has reached `from`.
    void completed(long from, long to) {
        assert stable == from : stable + " is not " + from;
        stable = to;
    }

    boolean isWhollyStable() {
        return stable == capacity;
    }

    /// Bytes that a reservation now could have.
    long remaining() {
        long now = state;
        return SegmentState.isSealed(now) ? 0 : Math.max(0, limit - SegmentState.offset(now));
    }

    int writers() {
        return SegmentState.writers(state);
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(OpenSegment.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}

package dev.firn.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A segment that takes appends: reservation by one atomic addition, completion in order.
///
/// Invariants: reserved ranges are disjoint and follow each other; `stable` never passes a range whose writer has not
/// completed it; exactly one reservation finds the end ([#CROSSED]).
final class OpenSegment {
    /// This reservation ran over the end, and its writer seals the segment: the range from the old offset is its own.
    static final long CROSSED = -1;

    /// Somebody else has found the end.
    static final long FULL = -2;

    private static final VarHandle STATE = handle("state", long.class);
    private static final VarHandle STABLE = handle("stable", long.class);

    final int id;
    final long base;
    final int capacity;
    final int generation;
    final long life;
    final long sequence;

    private OpenSegment previous;
    private volatile long state;
    private volatile long stable;

    /// @param offset where appends begin
    /// @param stable below this everything of the head is durable; 0 while `previous` is not
    OpenSegment(
            int id, long base, int capacity, int generation, long life, long sequence, long offset, long stable,
            OpenSegment previous) {
        this.id = id;
        this.base = base;
        this.capacity = capacity;
        this.generation = generation;
        this.life = life;
        this.sequence = sequence;
        this.state = SegmentState.open(generation, offset);
        this.stable = stable;
        this.previous = previous;
    }

    /// The offset of the reserved range, [#CROSSED] (then [#sealedAt] says where the rest begins) or [#FULL].
    /// After any answer but `FULL` the caller owes a [#finish].
    long reserve(int length) {
        if (SegmentState.isSealed(state)) return FULL; // so that refused appends do not run the offset over
        long old = (long) STATE.getAndAdd(this, SegmentState.reservation(length));
        long offset = SegmentState.offset(old);
        if (offset + length <= capacity) return offset;
        if (offset > capacity || SegmentState.isSealed(old)) {
            finish();
            return FULL;
        }
        sealedAt = offset;
        STATE.getAndBitwiseOr(this, SegmentState.SEALED);
        return CROSSED;
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
        return SegmentState.isQuiescent(now)
                && STATE.compareAndSet(this, now, now | SegmentState.FLUSHING);
    }

    /// Everything of the head below this offset is durable; 0 when not even the segments before are.
    long stable() {
        if (stable == 0 && previous != null && previous.isWhollyStable()
                && STABLE.compareAndSet(this, 0L, (long) dev.firn.log.format.SegmentLayout.BYTES)) {
            previous = null;
        }
        return stable;
    }

    /// `[from, to)` is durable. Only the writer of that range says so, when [#stable] has reached `from`.
    void completed(long from, long to) {
        assert stable == from : stable + " is not " + from;
        stable = to;
    }

    boolean isWhollyStable() {
        return stable == capacity;
    }

    int writers() {
        return SegmentState.writers(state);
    }

    /// Where the next frame would go, at most the capacity.
    long offset() {
        return Math.min(SegmentState.offset(state), capacity);
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(OpenSegment.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}

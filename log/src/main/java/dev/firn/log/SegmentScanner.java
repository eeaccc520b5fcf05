package dev.firn.log;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// Reads the frames of one segment after the other, trusting nothing but checksums. Frames are checked in a copy, since
/// the JVM's checksum code may not meet a broken page. Not safe for use by several threads.
public final class SegmentScanner {
    private static final int FIRST_SCRATCH = 4096;

    private final View view;
    private final Superblock superblock;
    private final int capacity;
    private Staging scratch;
    private SegmentHeaders.Header header;
    private long base;
    private long position;
    private long life;

    public SegmentScanner(View view, Superblock superblock, LogMemory memory) {
        this.view = view;
        this.superblock = superblock;
        this.capacity = superblock.segmentBytes();
        this.scratch = new Staging(memory, FIRST_SCRATCH);
    }

    /// Goes to the first frame of a segment.
    public void start(SegmentHeaders.Header segment) {
        header = segment;
        base = superblock.base(segment.segment());
        position = SegmentLayout.FRAMES;
        life = segment.life();
    }

    /// Bytes from the start of the segment to where the next step looks.
    public long position() {
        return position;
    }

    /// The life that frames at [#position] belong to.
    public long life() {
        return life;
    }

    public Step next() {
        if (capacity - position < FrameLayout.BYTES) return new Step.End();
        long frame = base + position;
        int length = FrameLayout.length(view, frame);
        var kind = FrameKind.of(FrameLayout.kindCode(view, frame));
        if (kind.isEmpty() || !isPlausible(kind.get(), length, position)) {
            return new Step.Broken(position, "no frame begins here");
        }
        long frameLife = kind.get() == FrameKind.LIFE ? LifeLayout.life(view, frame) : life;
        if (kind.get() == FrameKind.LIFE && frameLife <= life) {
            return new Step.Broken(position, "a life that has ended");
        }
        if (!checksumHolds(kind.get(), length, position, frameLife)) {
            return new Step.Broken(position, "the checksum of a frame does not hold");
        }
        life = frameLife;
        position += length;
        return kind.get() == FrameKind.PAD ? new Step.End() : new Step.Frame(frame, length, kind.get());
    }

    /// Looks behind a break for frames that are whole, in any life up to `lastLife`, and returns the largest position
    /// that one of them says was durable when it was written; 0 if there is none.
    public long stableBehind(long from, long lastLife) {
        long stable = 0;
        for (long at = from; capacity - at >= FrameLayout.BYTES; at += FrameLayout.ALIGNMENT) {
            if (isWhole(at, lastLife)) stable = Math.max(stable, FrameLayout.stable(view, base + at));
        }
        return stable;
    }

    private boolean isWhole(long at, long lastLife) {
        long frame = base + at;
        var kind = FrameKind.of(FrameLayout.kindCode(view, frame));
        int length = FrameLayout.length(view, frame);
        if (kind.isEmpty() || !isPlausible(kind.get(), length, at)) return false;
        if (FrameLayout.stable(view, frame) > at) return false;
        int hint = FrameLayout.lifeHint(view, frame);
        long first = life + Math.floorMod(hint - life, (long) FrameLayout.LIFE_HINTS);
        for (long candidate = first; candidate <= lastLife; candidate += FrameLayout.LIFE_HINTS) {
            if (checksumHolds(kind.get(), length, at, candidate)) return true;
        }
        return false;
    }

    /// Checked before the length is trusted: torn bytes can hold any.
    private boolean isPlausible(FrameKind kind, int length, long at) {
        if (length < FrameLayout.BYTES || length % FrameLayout.ALIGNMENT != 0 || length > capacity - at) return false;
        return switch (kind) {
            case BATCH, PART, MOVE, CHECKPOINT -> true;
            case LIFE -> length == LifeLayout.BYTES;
            case PAD -> length == capacity - at;
        };
    }

    private boolean checksumHolds(FrameKind kind, int length, long at, long frameLife) {
        int covered = kind == FrameKind.PAD ? FrameLayout.BYTES : length;
        scratch = scratch.atLeast(Batch.FRAME + (long) covered, 0);
        MemorySegment bytes = scratch.bytes();
        view.copyTo(base + at, bytes, Batch.FRAME, covered);
        int expected = FrameLayout.crc(scratch.view(), Batch.FRAME);
        PrefixLayout.put(bytes, superblock.store(), frameLife, header.segment(), header.generation(), at);
        FrameLayout.putCrc(bytes, Batch.FRAME, 0);
        return scratch.checksum(Batch.FRAME + covered) == expected;
    }
}

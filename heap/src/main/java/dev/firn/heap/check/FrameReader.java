package dev.firn.heap.check;

import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.Superblock;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;

/// Tells whether a whole frame lies at a place: by a reader of its own, not the log's, since that is what is being
/// checked. Also behind damage. For one thread.
final class FrameReader {
    private final View view;
    private final Superblock superblock;
    private final int capacity;
    private byte[] bytes = new byte[8192];
    private MemorySegment segment = MemorySegment.ofArray(bytes);
    private Header header;
    private long base;

    FrameReader(View view, Superblock superblock) {
        this.view = view;
        this.superblock = superblock;
        this.capacity = superblock.segmentBytes();
    }

    /// A whole frame.
    ///
    /// @param life the one it validates in
    record Whole(int offset, int length, FrameKind kind, long life) {}

    void start(Header of) {
        header = of;
        base = superblock.base(of.segment());
    }

    /// The frame at `offset` that goes on in `life`, or begins a later one; null if there is none.
    Whole next(long offset, long life) {
        var kind = kind(offset);
        if (kind == null) return null;
        if (kind != FrameKind.LIFE) return whole(offset, kind, life);
        long begun = LifeLayout.life(view, base + offset);
        return begun > life ? whole(offset, kind, begun) : null;
    }

    /// The first whole frame at or behind `from`, in any life from `life` to `lastLife`; null if there is none.
    Whole seek(long from, long life, long lastLife) {
        for (long at = from; capacity - at >= FrameLayout.BYTES; at += FrameLayout.ALIGNMENT) {
            var found = inAnyLife(at, life, lastLife);
            if (found != null) return found;
        }
        return null;
    }

    private Whole inAnyLife(long at, long life, long lastLife) {
        var kind = kind(at);
        if (kind == null || FrameLayout.stable(view, base + at) > at) return null;
        int hint = FrameLayout.lifeHint(view, base + at);
        long first = life + Math.floorMod(hint - life, (long) FrameLayout.LIFE_HINTS);
        for (long candidate = first; candidate <= lastLife; candidate += FrameLayout.LIFE_HINTS) {
            var found = whole(at, kind, candidate);
            if (found != null) return found;
        }
        return null;
    }

    /// The kind of a frame whose head can be one; its length lies in the segment then.
    private FrameKind kind(long offset) {
        if (capacity - offset < FrameLayout.BYTES) return null;
        var kind = FrameKind.of(FrameLayout.kindCode(view, base + offset)).orElse(null);
        if (kind == null) return null;
        int length = FrameLayout.length(view, base + offset);
        if (length < FrameLayout.BYTES || length % FrameLayout.ALIGNMENT != 0 || length > capacity - offset)
            return null;
        if (kind == FrameKind.LIFE && length != LifeLayout.BYTES) return null;
        return kind == FrameKind.PAD && length != capacity - offset ? null : kind;
    }

    private Whole whole(long offset, FrameKind kind, long life) {
        int length = FrameLayout.length(view, base + offset);
        int covered = kind == FrameKind.PAD ? FrameLayout.BYTES : length;
        int all = PrefixLayout.BYTES + covered;
        if (all > bytes.length) {
            bytes = new byte[PrefixLayout.BYTES + capacity];
            segment = MemorySegment.ofArray(bytes);
        }
        view.copyTo(base + offset, segment, PrefixLayout.BYTES, covered);
        PrefixLayout.put(segment, superblock.store(), life, header.segment(), header.generation(), offset, 0);
        FrameLayout.putCrc(segment, PrefixLayout.BYTES, 0);
        var crc = new CRC32C();
        crc.update(bytes, 0, all);
        if ((int) crc.getValue() != FrameLayout.crc(view, base + offset)) return null;
        return new Whole((int) offset, length, kind, life);
    }
}

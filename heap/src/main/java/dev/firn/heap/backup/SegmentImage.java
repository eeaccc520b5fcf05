package dev.firn.heap.backup;

import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.Regions;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The bytes of one segment in memory: verified frame by frame, and given to another store. Not safe for use by several
/// threads.
final class SegmentImage {
    private final int capacity;
    private final byte[] array;
    private final MemorySegment bytes;
    private final View view;
    private final byte[] prefix = new byte[PrefixLayout.BYTES];
    private final CRC32C crc = new CRC32C();

    /// Bytes that are not a segment's.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        final long at;

        Broken(long at, String what) {
            super(what, null, false, false);
            this.at = at;
        }
    }

    SegmentImage(int capacity) {
        this.capacity = capacity;
        this.array = new byte[capacity];
        this.bytes = MemorySegment.ofArray(array);
        this.view = Regions.ofMemory(bytes).view();
    }

    MemorySegment bytes() {
        return bytes;
    }

    byte[] array() {
        return array;
    }

    int checksum(int length) {
        crc.reset();
        crc.update(array, 0, length);
        return (int) crc.getValue();
    }

    /// Verifies the head and all frames up to `end`, without which nothing is a segment of `store`. Returns how many
    /// bytes say something: what is behind a pad's head does not.
    long verify(UUID store, Header header, boolean isSealed, long end) throws Broken {
        return walk(store, store, header, isSealed, end);
    }

    /// The same; then they are a segment of `heir`.
    long give(UUID store, UUID heir, Header header, boolean isSealed, long end) throws Broken {
        long used = walk(store, heir, header, isSealed, end);
        for (int copy = 0; copy < SegmentLayout.COPIES; copy++) {
            var head = bytes.asSlice((long) copy * SegmentLayout.BYTES, SegmentLayout.BYTES);
            SegmentLayout.put(
                    head,
                    header.segment(),
                    heir,
                    header.generation(),
                    header.head(),
                    header.life(),
                    header.sequence(),
                    header.firstStamp());
            crc.reset();
            crc.update(array, copy * SegmentLayout.BYTES, SegmentLayout.BYTES);
            SegmentLayout.putCrc(head, (int) crc.getValue());
        }
        return used;
    }

    /// Where the first frame begins that is later than commit `stamp`; `used` where there is none. Of verified bytes.
    long endAt(long stamp, long used) {
        for (long at = SegmentLayout.FRAMES; used - at >= FrameLayout.BYTES; at += FrameLayout.length(view, at)) {
            if (FrameLayout.stamp(view, at) > stamp) return at;
        }
        return used;
    }

    private long walk(UUID store, UUID heir, Header header, boolean isSealed, long end) throws Broken {
        boolean isRange = end >= SegmentLayout.FRAMES && end <= capacity && (!isSealed || end == capacity);
        if (!isRange) throw new Broken(0, "a segment of %d bytes cannot end at %d".formatted(capacity, end));
        var found = SegmentHeaders.read(view, 0, store, header.segment());
        if (!found.equals(new Verdict.Valid(header))) {
            throw new Broken(0, "expected %s of store %s, found %s".formatted(header, store, found));
        }
        long at = SegmentLayout.FRAMES;
        long life = header.life();
        while (end - at >= FrameLayout.BYTES) {
            int length = FrameLayout.length(view, at);
            var kind = kind(at, length, end);
            if (kind == FrameKind.LIFE) life = later(at, life);
            int covered = kind == FrameKind.PAD ? FrameLayout.BYTES : length;
            int expected = FrameLayout.crc(view, at);
            if (crc(store, header, life, at, covered) != expected) {
                throw new Broken(at, "the checksum of a frame does not hold");
            }
            FrameLayout.putCrc(bytes, at, heir == store ? expected : crc(heir, header, life, at, covered));
            if (kind == FrameKind.PAD) return at + FrameLayout.BYTES;
            at += length;
        }
        if (!isSealed && at != end) throw new Broken(at, "its frames end at %d, expected %d".formatted(at, end));
        return at;
    }

    private FrameKind kind(long at, int length, long end) throws Broken {
        var kind = FrameKind.of(FrameLayout.kindCode(view, at)).orElse(null);
        boolean fits = length >= FrameLayout.BYTES && length % FrameLayout.ALIGNMENT == 0 && length <= end - at;
        if (kind == null || !fits || kind == FrameKind.PAD && (length != end - at || end != capacity)) {
            throw new Broken(at, "no frame begins here");
        }
        return kind;
    }

    private long later(long at, long life) throws Broken {
        long next = LifeLayout.life(view, at);
        if (next <= life) throw new Broken(at, "a life that has ended");
        return next;
    }

    /// Leaves zero where the checksum is stored.
    private int crc(UUID store, Header header, long life, long at, int covered) {
        PrefixLayout.put(MemorySegment.ofArray(prefix), store, life, header.segment(), header.generation(), at, 0);
        FrameLayout.putCrc(bytes, at, 0);
        crc.reset();
        crc.update(prefix);
        crc.update(array, (int) at, covered);
        return (int) crc.getValue();
    }
}

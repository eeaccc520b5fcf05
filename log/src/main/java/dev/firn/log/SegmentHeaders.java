package dev.firn.log;

import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.UUID;
import java.util.zip.CRC32C;

/// Writes and reads the heads of segments.
public final class SegmentHeaders {
    private SegmentHeaders() {}

    /// A segment's head as it was written.
    ///
    /// @param head the append head that opened it
    /// @param sequence its number among that head's segments
    public record Header(int segment, int generation, int head, long life, long sequence, long firstStamp) {}

    /// Writes it; the caller drains.
    static void write(Region region, long base, UUID store, Header header) {
        var bytes = MemorySegment.ofArray(new byte[SegmentLayout.BYTES]);
        SegmentLayout.put(
                bytes,
                header.segment(),
                store,
                header.generation(),
                header.head(),
                header.life(),
                header.sequence(),
                header.firstStamp());
        SegmentLayout.putCrc(bytes, crc(bytes));
        var copies = MemorySegment.ofArray(new byte[SegmentLayout.FRAMES]);
        for (int copy = 0; copy < SegmentLayout.COPIES; copy++) {
            MemorySegment.copy(bytes, 0, copies, (long) copy * SegmentLayout.BYTES, SegmentLayout.BYTES);
        }
        region.write(base, copies, 0, SegmentLayout.FRAMES);
    }

    /// Makes sure that no segment holds a head of anything that was there before; the caller drains. A crash that
    /// leaves some of them beside a whole new superblock leaves heads of another store, which recovery refuses.
    static void wipe(Region region, Superblock superblock) {
        for (int segment = 0; segment < superblock.segmentCount(); segment++) {
            long base = superblock.base(segment);
            boolean was =
                    SegmentLayout.hasMagic(region.view(), base)
                            || SegmentLayout.hasMagic(region.view(), base + SegmentLayout.BYTES);
            if (was) clear(region, base);
        }
    }

    /// Makes sure that the segment at `base` will not be found again; the caller drains.
    public static void clear(Region region, long base) {
        region.write(base, MemorySegment.ofArray(new byte[SegmentLayout.FRAMES]), 0, SegmentLayout.FRAMES);
    }

    /// What is at the start of a segment.
    public sealed interface Verdict {
        /// A head of this store, wholly written here.
        record Valid(Header header) implements Verdict {}

        /// Never opened, or an opening that was not completed.
        record None() implements Verdict {}

        /// A whole head of another store or another place.
        record Foreign(UUID store, int segment) implements Verdict {}
    }

    /// Reads the head at `base` without trusting it: the copy that is whole, or the newer one where a crash came
    /// between two openings of the place.
    public static Verdict read(View view, long base, UUID store, int segment) {
        var first = readCopy(view, base, store, segment);
        var second = readCopy(view, base + SegmentLayout.BYTES, store, segment);
        if (first instanceof Verdict.Valid(var a) && second instanceof Verdict.Valid(var b)) {
            return a.life() < b.life() ? second : first;
        }
        if (first instanceof Verdict.Valid) return first;
        if (second instanceof Verdict.Valid) return second;
        return first instanceof Verdict.None ? second : first;
    }

    private static Verdict readCopy(View view, long base, UUID store, int segment) {
        if (!SegmentLayout.hasMagic(view, base) || !crcHolds(view, base)) return new Verdict.None();
        var found = SegmentLayout.store(view, base);
        if (!found.equals(store) || SegmentLayout.id(view, base) != segment) {
            return new Verdict.Foreign(found, SegmentLayout.id(view, base));
        }
        return new Verdict.Valid(
                new Header(
                        segment,
                        SegmentLayout.generation(view, base),
                        SegmentLayout.head(view, base),
                        SegmentLayout.life(view, base),
                        SegmentLayout.sequence(view, base),
                        SegmentLayout.firstStamp(view, base)));
    }

    private static boolean crcHolds(View view, long base) {
        var copy = MemorySegment.ofArray(new byte[SegmentLayout.BYTES]);
        view.copyTo(base, copy, 0, SegmentLayout.BYTES);
        SegmentLayout.putCrc(copy, 0);
        return crc(copy) == SegmentLayout.crc(view, base);
    }

    private static int crc(MemorySegment bytes) {
        var crc = new CRC32C();
        crc.update((byte[]) bytes.heapBase().orElseThrow());
        return (int) crc.getValue();
    }
}

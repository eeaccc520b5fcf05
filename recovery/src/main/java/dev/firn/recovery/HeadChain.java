package dev.firn.recovery;

import dev.firn.log.CheckpointHeads;
import dev.firn.log.Superblock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The segments of one append head, in the order it opened them, judged.
///
/// @param kept the segments that count
/// @param dropped segments behind the head's end, and left-overs of lives in which it ended earlier
/// @param torn whether the last kept segment ends in a break, where appends go on
record HeadChain(int head, List<SegmentScan> kept, List<SegmentScan> dropped, boolean torn) {
    SegmentScan last() {
        return kept.getLast();
    }

    /// @param first the number of the head's first segment that is read
    /// @param gaps whether segments may have been emptied and used again
    static HeadChain of(
            int head, List<SegmentScan> found, Superblock superblock, long trimmed, long first, boolean gaps) {
        var dropped = new ArrayList<SegmentScan>();
        var chain = inOrder(found, dropped);
        while (chain.size() > 1 && chain.getFirst().tally().isUnwanted(trimmed)) chain.removeFirst();
        if (chain.getFirst().header().sequence() != first && trimmed == 0 && !gaps) throw missing(head, first);
        for (int i = 0; ; i++) {
            var scan = chain.get(i);
            cutStale(chain, i, dropped);
            boolean successor = i + 1 < chain.size();
            if (successor && !gaps && chain.get(i + 1).header().sequence() != scan.header().sequence() + 1) {
                throw missing(head, scan.header().sequence() + 1);
            }
            boolean beyond = !scan.full() && durableBeyond(chain, i, superblock);
            // Replay skips the checkpoints' own head, so damage there hides no commit; it goes on in a new segment.
            boolean full = scan.full() || CheckpointHeads.contains(head) && beyond;
            switch (TailCase.of(full, successor, beyond)) {
                case PASS -> {}
                case SEALED -> {
                    return new HeadChain(head, chain, dropped, false);
                }
                case TORN -> {
                    drop(chain, i + 1, dropped);
                    return new HeadChain(head, chain, dropped, true);
                }
                case ROTTEN -> throw rotten(scan, superblock);
            }
        }
    }

    /// By sequence. Of two with the same number the later life counts: the head ended before the other one.
    private static List<SegmentScan> inOrder(List<SegmentScan> found, List<SegmentScan> dropped) {
        var sorted = new ArrayList<>(found);
        sorted.sort(
                Comparator.<SegmentScan>comparingLong(s -> s.header().sequence())
                        .thenComparingLong(s -> s.header().life()));
        var chain = new ArrayList<SegmentScan>();
        for (var scan : sorted) {
            boolean again = !chain.isEmpty() && chain.getLast().header().sequence() == scan.header().sequence();
            if (again) dropped.add(chain.removeLast());
            chain.add(scan);
        }
        return chain;
    }

    /// A later segment of an earlier life than the end of this one belongs to a head that ended there. One of the same
    /// life does not: if the one before it is missing, that is damage.
    private static void cutStale(List<SegmentScan> chain, int index, List<SegmentScan> dropped) {
        long life = chain.get(index).life();
        // In most chains lives rise to the end, so looking at all that follow, each time, would be in vain.
        if (life <= before(chain, index)) return;
        var later = chain.subList(index + 1, chain.size());
        later.stream().filter(scan -> scan.header().life() < life).forEach(dropped::add);
        later.removeIf(scan -> scan.header().life() < life);
    }

    /// The life that all segments from `index` on are known to have begun in, or a later one.
    private static long before(List<SegmentScan> chain, int index) {
        return index == 0 ? Long.MIN_VALUE : chain.get(index - 1).life();
    }

    private static void drop(List<SegmentScan> chain, int from, List<SegmentScan> dropped) {
        var rest = chain.subList(from, chain.size());
        dropped.addAll(rest);
        rest.clear();
    }

    private static boolean durableBeyond(List<SegmentScan> chain, int index, Superblock superblock) {
        var scan = chain.get(index);
        if (scan.stableBehind() > scan.end()) return true;
        if (closedEnd(superblock, scan) > scan.end()) return true;
        return chain.subList(index + 1, chain.size()).stream().anyMatch(SegmentScan::vouchesForEarlier);
    }

    /// Below this the segment's bytes were known durable when the store was left.
    static long knownDurable(Superblock superblock, SegmentScan scan) {
        return Math.max(Math.max(scan.start(), scan.stable()), closedEnd(superblock, scan));
    }

    /// Where a closed store says that this segment ended, 0 if it says nothing.
    static long closedEnd(Superblock superblock, SegmentScan scan) {
        return superblock.ends().stream()
                .filter(end -> end.segment() == scan.header().segment())
                .mapToLong(Superblock.End::offset)
                .findFirst()
                .orElse(0);
    }

    private static CorruptStoreException missing(int head, long sequence) {
        return new CorruptStoreException(
                "segment number %d of append head %d is missing; restore the file from a copy or salvage the rest"
                        .formatted(sequence, head));
    }

    private static CorruptStoreException rotten(SegmentScan scan, Superblock superblock) {
        long at = superblock.base(scan.header().segment()) + scan.end();
        return new CorruptStoreException(
                ("damage at 0x%x (segment %d, byte %d): %s, though what follows says that it was durable;"
                                + " restore the file from a copy or salvage the rest")
                        .formatted(at, scan.header().segment(), scan.end(), scan.why()));
    }
}

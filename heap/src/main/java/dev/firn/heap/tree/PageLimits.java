package dev.firn.heap.tree;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import dev.firn.heap.tree.format.PageLayout;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentLayout;

/// How large pages, keys and values in pages may be in segments of a size, and how long chains.
///
/// @param pageBytes a page longer than this is split, when it has [#SPLIT_ENTRIES] entries
/// @param keyBytes the longest key
/// @param inlineBytes a longer value becomes an object of its own
public record PageLimits(int pageBytes, int keyBytes, int inlineBytes) {
    /// A page of fewer entries is not split, so that every inner page has at least two children.
    static final int SPLIT_ENTRIES = 4;

    /// A leaf's chain with more changed entries is put together. Reading costs grow with it, bytes written fall with
    /// it. So is a chain whose changes are longer than the page: what it holds beside the page would only grow.
    private static final int LEAF_CHAIN = 64;

    /// The same for other pages, which change seldom and are read all the time.
    private static final int INNER_CHAIN = 4;

    /// A chain of more records is put together, where changes cannot be joined.
    static final int CHAIN_RECORDS = 16;

    /// So many changes of fewer than this many entries each, one behind the other, become one, and so many of those
    /// again: a reader meets few records, each of which it waits for.
    static final int JOINED = 4;

    /// What a page takes beside its content, when it is copied alone.
    private static final int FRAME_BYTES = FrameLayout.BYTES + RecordLayout.MOVED_BYTES;

    /// Only while what they become is no more than this part of the page: then writing entries again costs less than
    /// the page they would otherwise be written with.
    static final int JOINED_SHARE = 4;

    private static final int PAGE_BYTES = 4096;
    private static final int KEY_BYTES = 8192;
    private static final int INLINE_BYTES = 256;

    public PageLimits {
        int entry = EntryLayout.BYTES + keyBytes + Math.max(inlineBytes, EntryLayout.REFERENCE_BYTES);
        int longest = PageHead.BYTES + pageBytes + SPLIT_ENTRIES * (entry + PageLayout.SLOT_BYTES);
        // Lengths and offsets are 16 bits wide.
        if (longest > PageHead.MAX_PAGE_BYTES) throw new IllegalArgumentException("a page may take " + longest);
        if (LEAF_CHAIN > PageHead.MAX_CHANGES) throw new IllegalArgumentException("chain " + LEAF_CHAIN);
    }

    static int chainChanges(int level) {
        return level == 0 ? LEAF_CHAIN : INNER_CHAIN;
    }

    /// So many that the last one does not leave most of a page's room over.
    private static int pagesInASegment(int segmentBytes) {
        return Math.max(4, segmentBytes / PAGE_BYTES);
    }

    /// For segments of `segmentBytes` bytes: the longest page takes less than a frame.
    public static PageLimits of(int segmentBytes) {
        return new PageLimits(
                (segmentBytes - SegmentLayout.FRAMES) / pagesInASegment(segmentBytes) - FRAME_BYTES,
                Math.min(KEY_BYTES, segmentBytes / 16),
                Math.min(INLINE_BYTES, segmentBytes / 16));
    }
}

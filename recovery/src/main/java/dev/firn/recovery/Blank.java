package dev.firn.recovery;

import dev.firn.log.LogOptions;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;

/// Tells a region that never held anything from one whose store is damaged.
///
/// A store's first superblock goes to slot 1, the second one, which its first opening writes and drains before it
/// serves, to slot 0. So zeros in slot 0 and no byte behind the slots mean that nothing was ever acknowledged. Slot 1
/// is then zero as well, or what a crash has left of the first superblock: words as they were to be written, and at
/// least one that did not arrive. A word that cannot be of a first superblock, or a slot that lacks none, is damage.
final class Blank {
    private static final int SLOT = SuperblockLayout.SLOT_BYTES;

    /// The words of a first superblock that are never zero: up to and with the geometry.
    private static final int FULL_WORDS = 7;

    private static final int STATE_WORD = 9;

    private static final int LAST_WORD = SuperblockLayout.BYTES / Long.BYTES - 1;

    private Blank() {}

    /// Whether nothing was ever written but perhaps a part of a first superblock. Reads all of the region when its
    /// superblocks do not say no.
    static boolean is(Region region) {
        var view = region.view();
        if (region.size() < 2 * SLOT) return isZero(view, 0, region.size());
        return isZero(view, 0, SLOT) && isBegun(region) && isZero(view, SLOT + SuperblockLayout.BYTES, region.size());
    }

    private static boolean isBegun(Region region) {
        boolean isLacking = false;
        for (int word = 0; word < SuperblockLayout.BYTES / Long.BYTES; word++) {
            long value = region.view().getLong(SLOT + (long) word * Long.BYTES);
            if (value != 0 && !isOfAFirst(word, value, region)) return false;
            isLacking |= value == 0 && isFull(word, region);
        }
        return isLacking;
    }

    /// Whether this word of a first superblock is never zero; format 1.0 has no last one.
    private static boolean isFull(int word, Region region) {
        if (word == LAST_WORD) return SuperblockLayout.minor(region.view(), SLOT) > 0;
        return word < FULL_WORDS || word == STATE_WORD;
    }

    private static boolean isOfAFirst(int word, long value, Region region) {
        if (word == LAST_WORD) return value >>> 32 == 0; // a checksum
        return switch (word) {
            case 0 -> value == SuperblockLayout.MAGIC;
            case 1 -> (short) value == SuperblockLayout.MAJOR && (value >>> 16 & 0xffff) <= SuperblockLayout.MINOR;
            case 2, 3 -> true; // the store's id is drawn at random
            case 4, 5 -> value == 1; // the sequence and the life
            case 6 -> isGeometry((int) value, (int) (value >>> 32), region);
            case STATE_WORD -> value == SuperblockLayout.STATE_OPEN;
            default -> false;
        };
    }

    /// Whether a new store in this region would have segments like these.
    private static boolean isGeometry(int segmentBytes, int segmentCount, Region region) {
        return segmentBytes >= LogOptions.MIN_SEGMENT_BYTES
                && segmentBytes <= LogOptions.MAX_SEGMENT_BYTES
                && Integer.bitCount(segmentBytes) == 1
                && segmentCount == (region.size() - SuperblockLayout.dataStart(segmentBytes)) / segmentBytes;
    }

    private static boolean isZero(View view, long from, long to) {
        long at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) if (view.getLong(at) != 0) return false;
        for (; at < to; at++) if (view.getByte(at) != 0) return false;
        return true;
    }
}

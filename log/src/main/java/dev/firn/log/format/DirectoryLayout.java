package dev.firn.log.format;

import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// A line of a run's directory, in the order of their numbers. From its low end the word holds the address of a block,
/// in units of 8 bytes (45 bits), and its number (19): in a leaf that among the leaf's 256 blocks, in a root that of
/// the leaf.
public final class DirectoryLayout {
    public static final StructLayout LAYOUT = structLayout(U64.withName("word")).withName("directory");

    public static final int BYTES = (int) LAYOUT.byteSize();

    /// Blocks that one leaf finds.
    public static final int LEAF_BLOCKS = 256;

    public static final int MAX_NUMBER = (1 << 19) - 1;

    private static final int ADDRESS_BITS = 45;
    private static final long WORD = offset(LAYOUT, "word");

    private DirectoryLayout() {}

    public static int number(MemorySegment block, int line) {
        return (int) (word(block, line) >>> ADDRESS_BITS);
    }

    public static long address(MemorySegment block, int line) {
        return (word(block, line) & (1L << ADDRESS_BITS) - 1) << 3;
    }

    /// The address that has `number`, or 0.
    public static long find(MemorySegment block, int number) {
        int low = 0;
        int high = BlockLayout.count(block) - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int found = number(block, middle);
            if (found == number) return address(block, middle);
            if (found < number) low = middle + 1;
            else high = middle - 1;
        }
        return 0;
    }

    public static void put(MemorySegment target, long at, int number, long address) {
        if (number > MAX_NUMBER) throw new IllegalArgumentException("block number " + number);
        target.set(U64, at + WORD, address >>> 3 | (long) number << ADDRESS_BITS);
    }

    private static long word(MemorySegment block, int line) {
        return block.get(U64, BlockLayout.BYTES + (long) line * BYTES + WORD);
    }
}

package dev.firn.log.checkpoint;

import dev.firn.log.Log;
import dev.firn.log.checkpoint.Manifest.Run;
import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.DirectoryLayout;
import dev.firn.log.format.PairsLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/// Writes one run: of the objects that were captured, and of all those of a slice. Then its directory.
final class RunWriter {
    private static final int WORD_BITS = 64;
    private static final long NO_ROOT = 0;
    private static final ValueLayout.OfLong ENTRY = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Log log;
    private final BlockWriter out;
    private final long number;
    private final int blockObjects;
    private final Slice slice;
    private final Runs before;
    private final long end;
    private final long[] objects;
    private final long[] entries;
    private long[] blocks = new long[16];
    private int blockCount;
    private int[] numbers = new int[16];
    private int firstInFrame;
    private int next;
    private long pairs;
    private long lastObject;
    private MemorySegment scratch;

    /// @param before the runs that there are, or null; what is not in memory is as they say
    /// @param end objects from here on have no entries
    RunWriter(Log log, BlockWriter out, long number, int blockObjects, Slice slice, Runs before, long end) {
        this.log = log;
        this.out = out;
        this.number = number;
        this.blockObjects = blockObjects;
        this.slice = slice;
        this.before = before;
        this.end = end;
        this.objects = new long[blockObjects];
        this.entries = new long[blockObjects];
    }

    /// Builds the next frame of pairs, of `budget` pairs at least, if there are so many and they fit. Whether there was
    /// anything.
    boolean walk(int budget) {
        out.begin();
        firstInFrame = blockCount;
        long before = pairs;
        // Pieces of the table in which nothing changed are looked at, too, but not without end.
        long last = next + 16L * Math.max(1, budget / blockObjects + 1);
        while (!isWalked() && pairs - before < budget && next < last) {
            int found = collect((long) next * blockObjects);
            if (found > 0 && !out.fits(BlockLayout.BYTES + found * PairsLayout.MAX_BYTES)) break;
            if (found > 0) add(found);
            next++;
        }
        return !out.isEmpty();
    }

    boolean isWalked() {
        return (long) next * blockObjects >= end;
    }

    /// The frame was written: its blocks have addresses.
    void placed() {
        for (int block = firstInFrame; block < blockCount; block++) blocks[block] = out.address(block - firstInFrame);
    }

    private int leaf;
    private int leafCount;
    private long[] leaves = new long[16];
    private int[] leafNumbers = new int[16];
    private int firstLeafInFrame;

    /// Builds the next frame of the directory's leaves. Whether there was anything.
    boolean directory() {
        out.begin();
        firstLeafInFrame = leafCount;
        while (leaf < blockCount) {
            int to = leaf;
            int of = numbers[leaf] / DirectoryLayout.LEAF_BLOCKS;
            while (to < blockCount && numbers[to] / DirectoryLayout.LEAF_BLOCKS == of) to++;
            if (!out.fits(BlockLayout.BYTES + (to - leaf) * DirectoryLayout.BYTES)) break;
            addLeaf(of, to);
        }
        return !out.isEmpty();
    }

    private void addLeaf(int of, int to) {
        int length = BlockLayout.BYTES + (to - leaf) * DirectoryLayout.BYTES;
        long at = out.block(length);
        long line = at + BlockLayout.BYTES;
        for (int block = leaf; block < to; block++, line += DirectoryLayout.BYTES) {
            DirectoryLayout.put(out.bytes(), line, numbers[block] % DirectoryLayout.LEAF_BLOCKS, blocks[block]);
        }
        out.end(at, length, BlockKind.LEAF, 0, number, of, to - leaf);
        if (leafCount == leaves.length) {
            leaves = Arrays.copyOf(leaves, 2 * leafCount);
            leafNumbers = Arrays.copyOf(leafNumbers, 2 * leafCount);
        }
        leafNumbers[leafCount++] = of;
        leaf = to;
    }

    void leavesPlaced() {
        for (int i = firstLeafInFrame; i < leafCount; i++) leaves[i] = out.address(i - firstLeafInFrame);
    }

    boolean hasAllLeaves() {
        return leaf == blockCount;
    }

    /// Builds the frame with the root. False when the run is empty.
    boolean root() {
        out.begin();
        if (leafCount == 0) return false;
        int length = BlockLayout.BYTES + leafCount * DirectoryLayout.BYTES;
        long at = out.block(length);
        for (int i = 0; i < leafCount; i++) {
            long line = at + BlockLayout.BYTES + (long) i * DirectoryLayout.BYTES;
            DirectoryLayout.put(out.bytes(), line, leafNumbers[i], leaves[i]);
        }
        out.end(at, length, BlockKind.ROOT, slice.width(), number, slice.from(), leafCount);
        return true;
    }

    private long root = NO_ROOT;

    void rootPlaced() {
        root = out.address(0);
    }

    /// The largest object in it.
    long lastObject() {
        return lastObject;
    }

    /// The run, when all of it was written; null when it is empty.
    Run run() {
        return root == NO_ROOT ? null : new Run(root, number, pairs);
    }

    /// The pairs of the block that begins with object `first`. Returns how many.
    private int collect(long first) {
        if (!slice.contains(next)) return changed(first);
        if (log.mapping().isAsInBase(first, blockObjects)) return asBefore(first);
        var mapping = log.mapping();
        return all(first, index -> mapping.captureOf(first + index));
    }

    private int changed(long first) {
        var mapping = log.mapping();
        int found = 0;
        for (int word = 0; word < blockObjects; word += WORD_BITS) {
            for (long bits = mapping.captured(first + word); bits != 0; bits &= bits - 1) {
                long object = first + word + Long.numberOfTrailingZeros(bits);
                objects[found] = object;
                entries[found++] = PairsLayout.stored(mapping.captureOf(object));
            }
        }
        return found;
    }

    /// What nobody has asked for since the log was opened does not come to memory for this.
    private int asBefore(long first) {
        if (scratch == null) scratch = MemorySegment.ofArray(new long[blockObjects]);
        scratch.fill((byte) 0);
        before.fill(first, blockObjects, scratch);
        return all(first, index -> scratch.getAtIndex(ENTRY, index));
    }

    private int all(long first, IntToLongFunction entryAt) {
        int found = 0;
        for (int index = 0; index < blockObjects; index++) {
            long entry = PairsLayout.stored(entryAt.applyAsLong(index));
            if (entry == 0) continue;
            objects[found] = first + index;
            entries[found++] = entry;
        }
        return found;
    }

    private void add(int found) {
        int width = 0;
        for (int i = 0; i < found; i++) width = Math.max(width, PairsLayout.width(entries[i]));
        long start = out.block(BlockLayout.BYTES + found * PairsLayout.MAX_BYTES);
        long at = start + BlockLayout.BYTES;
        long before = (long) next * blockObjects;
        for (int i = 0; i < found; i++) {
            at = PairsLayout.put(out.bytes(), at, (int) (objects[i] - before), entries[i], width);
            before = objects[i];
        }
        out.end(start, (int) (at - start), BlockKind.RUN, width, number, next, found);
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * blockCount);
            numbers = Arrays.copyOf(numbers, 2 * blockCount);
        }
        numbers[blockCount++] = next;
        lastObject = objects[found - 1];
        pairs += found;
    }
}

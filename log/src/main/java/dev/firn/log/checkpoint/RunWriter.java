package dev.firn.log.checkpoint;

import dev.firn.log.Log;
import dev.firn.log.MappingTable;
import dev.firn.log.checkpoint.Manifest.Run;
import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.DirectoryLayout;
import dev.firn.log.format.PairsLayout;
import java.util.Arrays;
import java.util.List;

/// Writes one run: of all objects, or of those that were captured and those of older runs that it replaces. Then its
/// directory.
final class RunWriter {
    private static final int WORD_BITS = 64;
    private static final long NO_ROOT = 0;

    private final Log log;
    private final BlockWriter out;
    private final long number;
    private final int blockObjects;
    private final boolean isBase;
    private final List<RunReader> merged;
    private final long end;
    private final long[] objects;
    private final long[] entries;
    private final long[] wanted;
    private long[] blocks = new long[16];
    private int blockCount;
    private int[] numbers = new int[16];
    private int firstInFrame;
    private int next;
    private long pairs;
    private long lastObject;

    /// @param merged older runs that this one replaces
    /// @param end objects from here on have no entries
    RunWriter(
            Log log, BlockWriter out, long number, int blockObjects, boolean isBase, List<RunReader> merged, long end) {
        this.log = log;
        this.out = out;
        this.number = number;
        this.blockObjects = blockObjects;
        this.isBase = isBase;
        this.merged = merged;
        this.end = end;
        this.objects = new long[blockObjects];
        this.entries = new long[blockObjects];
        this.wanted = new long[blockObjects / WORD_BITS];
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
        out.end(at, length, BlockKind.ROOT, 0, number, 0, leafCount);
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
        want(first);
        var mapping = log.mapping();
        int found = 0;
        for (int word = 0; word < wanted.length; word++) {
            for (long bits = wanted[word]; bits != 0; bits &= bits - 1) {
                long object = first + (long) word * WORD_BITS + Long.numberOfTrailingZeros(bits);
                long entry = PairsLayout.stored(mapping.captureOf(object));
                if (isBase && entry == 0) continue;
                objects[found] = object;
                entries[found++] = entry;
            }
        }
        return found;
    }

    private void want(long first) {
        MappingTable mapping = log.mapping();
        for (int word = 0; word < wanted.length; word++) {
            wanted[word] = isBase ? -1 : mapping.captured(first + (long) word * WORD_BITS);
        }
        for (var run : merged) {
            var old = run.pairs((int) (first / blockObjects), first).orElse(null);
            for (int i = 0; old != null && i < old.count(); i++) {
                old.reader().next();
                long object = old.reader().object();
                wanted[(int) (object - first) / WORD_BITS] |= 1L << object;
            }
        }
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

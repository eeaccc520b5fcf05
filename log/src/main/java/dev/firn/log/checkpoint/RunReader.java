package dev.firn.log.checkpoint;

import dev.firn.log.Superblock;
import dev.firn.log.checkpoint.Manifest.Run;
import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.DirectoryLayout;
import dev.firn.log.format.PairsLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Finds the blocks of one run. Remembers the root and the leaf it used last; safe for use by several threads.
final class RunReader {
    private final View view;
    private final Superblock superblock;
    private final Run run;
    private MemorySegment root;
    private MemorySegment leaf;

    RunReader(View view, Superblock superblock, Run run) {
        this.view = view;
        this.superblock = superblock;
        this.run = run;
    }

    Run run() {
        return run;
    }

    /// The pairs of block number `block`, whose first object is `first`; empty when nothing of it changed.
    Optional<Pairs> pairs(int block, long first) {
        long address = find(block);
        if (address == 0) return Optional.empty();
        var found = Blocks.require(view, superblock, address, BlockKind.RUN, run.number());
        return Optional.of(new Pairs(BlockLayout.count(found), new PairsLayout.Reader(found, first)));
    }

    /// The blocks that it says all of.
    Slice slice() {
        return Slice.of(root());
    }

    /// How many pairs follow.
    record Pairs(int count, PairsLayout.Reader reader) {}

    /// Says the address of each of its blocks, those of the directory too.
    synchronized void forEachBlock(LongConsumer address) {
        var top = root();
        for (int line = 0; line < BlockLayout.count(top); line++) {
            var leaf = leaf(DirectoryLayout.address(top, line));
            for (int block = 0; block < BlockLayout.count(leaf); block++) {
                address.accept(DirectoryLayout.address(leaf, block));
            }
            address.accept(DirectoryLayout.address(top, line));
        }
        address.accept(run.root());
    }

    private synchronized long find(int block) {
        int number = block / DirectoryLayout.LEAF_BLOCKS;
        if (leaf == null || BlockLayout.index(leaf) != number) {
            long address = DirectoryLayout.find(root(), number);
            if (address == 0) return 0;
            leaf = leaf(address);
        }
        return DirectoryLayout.find(leaf, block % DirectoryLayout.LEAF_BLOCKS);
    }

    private synchronized MemorySegment root() {
        if (root == null) root = Blocks.require(view, superblock, run.root(), BlockKind.ROOT, run.number());
        return root;
    }

    private MemorySegment leaf(long address) {
        return Blocks.require(view, superblock, address, BlockKind.LEAF, run.number());
    }
}

package dev.firn.log.checkpoint;

import dev.firn.log.CorruptLogException;
import dev.firn.log.Superblock;
import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.SegmentStateLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Reads everything that a checkpoint consists of, for whoever checks a store. Writes nothing; for one thread.
public final class CheckpointAudit {
    private final View view;
    private final Superblock superblock;
    private final Listener listener;

    /// Is told what is there, and what is not.
    public interface Listener {
        /// The copy of the manifest at `address` cannot be read.
        void copyLost(long address);

        /// The copies of the manifest say different things; the second is at `address`.
        void copiesDiffer(long address);

        /// A block that the checkpoint needs is not whole.
        void blockLost(CorruptLogException why);

        /// What the checkpoint says of a segment.
        void state(State state);
    }

    /// @param address of the block that says so
    /// @param live bytes wanted in it
    public record State(
            long address,
            int segment,
            int generation,
            boolean isFree,
            int head,
            long sequence,
            long firstStamp,
            int live) {}

    public CheckpointAudit(View view, Superblock superblock, Listener listener) {
        this.view = view;
        this.superblock = superblock;
        this.listener = listener;
    }

    /// Looks at the checkpoint that the superblock names. Returns its manifest, when there is a copy that can be read.
    public Optional<Manifest> run() {
        var where = superblock.checkpoint();
        if (!where.isThere()) return Optional.empty();
        var first = copy(where.address());
        var second = copy(where.copy());
        if (first.isPresent() && second.isPresent() && !first.equals(second)) listener.copiesDiffer(where.copy());
        var manifest = first.or(() -> second);
        manifest.ifPresent(this::blocks);
        return manifest;
    }

    private Optional<Manifest> copy(long address) {
        var found = Manifest.read(view, superblock, address);
        if (found.isEmpty()) listener.copyLost(address);
        return found;
    }

    private void blocks(Manifest manifest) {
        for (var run : new Runs(view, superblock, manifest).runs()) {
            guarded(() -> run.forEachBlock(address -> guarded(() -> block(run, address))));
        }
        for (long address : manifest.segmentBlocks()) guarded(() -> states(address, manifest.number()));
    }

    /// Those of the directory were read on the way here.
    private void block(RunReader run, long address) {
        boolean isDirectory =
                Blocks.read(view, superblock, address, BlockKind.LEAF).isPresent()
                        || Blocks.read(view, superblock, address, BlockKind.ROOT).isPresent();
        if (!isDirectory) Blocks.require(view, superblock, address, BlockKind.RUN, run.run().number());
    }

    private void states(long address, long number) {
        var block = Blocks.require(view, superblock, address, BlockKind.SEGMENTS, number);
        for (int line = 0; line < BlockLayout.count(block); line++) listener.state(state(address, block, line));
    }

    private static State state(long address, MemorySegment block, int line) {
        return new State(
                address,
                BlockLayout.index(block) + line,
                SegmentStateLayout.generation(block, line),
                SegmentStateLayout.isFree(block, line),
                SegmentStateLayout.head(block, line),
                SegmentStateLayout.sequence(block, line),
                SegmentStateLayout.firstStamp(block, line),
                SegmentStateLayout.live(block, line));
    }

    private void guarded(Runnable look) {
        try {
            look.run();
        } catch (CorruptLogException lost) {
            listener.blockLost(lost);
        }
    }
}

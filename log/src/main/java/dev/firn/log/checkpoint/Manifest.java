package dev.firn.log.checkpoint;

import dev.firn.log.RestartPoint;
import dev.firn.log.SegmentTable.Named;
import dev.firn.log.Superblock;
import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.ManifestLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a checkpoint consists of, and where the tail begins.
///
/// @param number of the checkpoint: larger for later ones
/// @param life it was written in
/// @param stamp stamps from here on were not seen when it was begun
/// @param nextObject the same of object ids
/// @param live bytes that were live in all segments
/// @param segmentCount segments there were: later ones the store has grown by since
/// @param blockObjects objects that a block of a run is about
/// @param restarts where each append head that was ever used goes on
/// @param named segments that may have been opened since
/// @param runs the newest first; the last one is the base
/// @param segmentBlocks addresses of the blocks that say what segments are used for, in order
public record Manifest(
        long number,
        long life,
        long stamp,
        long nextObject,
        long live,
        int segmentCount,
        int blockObjects,
        List<RestartPoint> restarts,
        List<Named> named,
        List<Run> runs,
        List<Long> segmentBlocks) {
    /// @param root address of its directory
    /// @param number of the checkpoint it was written for
    public record Run(long root, long number, long pairs) {}

    public Manifest {
        restarts = List.copyOf(restarts);
        named = List.copyOf(named);
        runs = List.copyOf(runs);
        segmentBlocks = List.copyOf(segmentBlocks);
    }

    /// The manifest that the superblock names, or its copy; empty when neither is whole.
    public static Optional<Manifest> read(View view, Superblock superblock) {
        var where = superblock.checkpoint();
        return read(view, superblock, where.address()).or(() -> read(view, superblock, where.copy()));
    }

    static Optional<Manifest> read(View view, Superblock superblock, long address) {
        return Blocks.read(view, superblock, address, BlockKind.MANIFEST)
                .map(Manifest::of)
                .filter(found -> found.life == superblock.checkpoint().life());
    }

    /// The manifest in a whole block.
    static Manifest of(MemorySegment block) {
        long at = BlockLayout.BYTES + ManifestLayout.BYTES;
        var restarts = new ArrayList<RestartPoint>();
        for (int i = ManifestLayout.count(block, 0); i > 0; i--, at += ManifestLayout.RESTART_BYTES) {
            restarts.add(restart(block, at));
        }
        var named = new ArrayList<Named>();
        for (int i = ManifestLayout.count(block, 1); i > 0; i--, at += ManifestLayout.NAMED_BYTES) {
            named.add(new Named(ManifestLayout.word(block, at), ManifestLayout.word(block, at + Integer.BYTES)));
        }
        var runs = new ArrayList<Run>();
        for (int i = ManifestLayout.count(block, 2); i > 0; i--, at += ManifestLayout.RUN_BYTES) {
            runs.add(
                    new Run(
                            ManifestLayout.longWord(block, at),
                            ManifestLayout.longWord(block, at + Long.BYTES),
                            ManifestLayout.longWord(block, at + 2L * Long.BYTES)));
        }
        var segmentBlocks = new ArrayList<Long>();
        for (int i = ManifestLayout.count(block, 3); i > 0; i--, at += Long.BYTES) {
            segmentBlocks.add(ManifestLayout.longWord(block, at));
        }
        return new Manifest(
                BlockLayout.checkpoint(block),
                ManifestLayout.longField(block, 0),
                ManifestLayout.longField(block, 1),
                ManifestLayout.longField(block, 2),
                ManifestLayout.longField(block, 3),
                ManifestLayout.segmentCount(block),
                ManifestLayout.blockObjects(block),
                restarts,
                named,
                runs,
                segmentBlocks);
    }

    private static RestartPoint restart(MemorySegment block, long at) {
        return new RestartPoint(
                ManifestLayout.word(block, at),
                ManifestLayout.word(block, at + 4),
                ManifestLayout.word(block, at + 8),
                ManifestLayout.longWord(block, at + 16),
                Integer.toUnsignedLong(ManifestLayout.word(block, at + 12)) * FrameLayout.ALIGNMENT,
                ManifestLayout.longWord(block, at + 24));
    }

    /// Bytes of its block.
    public int bytes() {
        return BlockLayout.BYTES
                + ManifestLayout.BYTES
                + restarts.size() * ManifestLayout.RESTART_BYTES
                + named.size() * ManifestLayout.NAMED_BYTES
                + runs.size() * ManifestLayout.RUN_BYTES
                + segmentBlocks.size() * Long.BYTES;
    }

    /// Its block, still without a checksum.
    MemorySegment block() {
        var block = MemorySegment.ofArray(new byte[bytes()]);
        BlockLayout.put(block, 0, BlockKind.MANIFEST, 0, number, 0, 0);
        ManifestLayout.put(block, life, stamp, nextObject, live, segmentCount, blockObjects);
        int[] counts = {restarts.size(), named.size(), runs.size(), segmentBlocks.size()};
        for (int i = 0; i < counts.length; i++) ManifestLayout.putCount(block, i, counts[i]);
        long at = BlockLayout.BYTES + ManifestLayout.BYTES;
        for (var restart : restarts) at = put(block, at, restart);
        for (var next : named) {
            ManifestLayout.putWord(block, at, next.segment());
            ManifestLayout.putWord(block, at + Integer.BYTES, next.generation());
            at += ManifestLayout.NAMED_BYTES;
        }
        for (var run : runs) {
            ManifestLayout.putLongWord(block, at, run.root());
            ManifestLayout.putLongWord(block, at + Long.BYTES, run.number());
            ManifestLayout.putLongWord(block, at + 2L * Long.BYTES, run.pairs());
            at += ManifestLayout.RUN_BYTES;
        }
        for (long address : segmentBlocks) {
            ManifestLayout.putLongWord(block, at, address);
            at += Long.BYTES;
        }
        return block;
    }

    private static long put(MemorySegment block, long at, RestartPoint restart) {
        ManifestLayout.putWord(block, at, restart.head());
        ManifestLayout.putWord(block, at + 4, restart.segment());
        ManifestLayout.putWord(block, at + 8, restart.generation());
        ManifestLayout.putWord(block, at + 12, (int) (restart.offset() / FrameLayout.ALIGNMENT));
        ManifestLayout.putLongWord(block, at + 16, restart.sequence());
        ManifestLayout.putLongWord(block, at + 24, restart.life());
        return at + ManifestLayout.RESTART_BYTES;
    }
}

package dev.firn.log.checkpoint;

import dev.firn.log.SegmentTable;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.Superblock;
import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.SegmentStateLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// What a checkpoint says of segments.
public final class SegmentBlocks {
    private SegmentBlocks() {}

    /// Tells `table` of all segments that it does not know.
    ///
    /// @throws dev.firn.log.CorruptLogException when a block is damaged
    public static void load(View view, Superblock superblock, Manifest manifest, SegmentTable table) {
        for (long address : manifest.segmentBlocks()) {
            load(Blocks.require(view, superblock, address, BlockKind.SEGMENTS, manifest.number()), table);
        }
    }

    private static void load(MemorySegment block, SegmentTable table) {
        for (int line = 0; line < BlockLayout.count(block); line++) {
            int segment = BlockLayout.index(block) + line;
            if (segment >= table.count() || table.isKnown(segment)) continue;
            boolean free = SegmentStateLayout.use(block, line) == SegmentStateLayout.FREE;
            table.setGeneration(segment, SegmentStateLayout.generation(block, line));
            table.set(segment, free ? Use.FREE : Use.SEALED);
        }
    }
}

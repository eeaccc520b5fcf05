package dev.firn.log.checkpoint;

import dev.firn.log.Log;
import dev.firn.log.SegmentTable;
import dev.firn.log.SegmentTable.Opening;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.SegmentStateLayout;
import java.lang.foreign.MemorySegment;

/// What a checkpoint says of segments, read when somebody asks.
public final class SegmentBlocks implements SegmentTable.Source {
    private final Log log;
    private final Manifest manifest;

    /// @param manifest of the checkpoint that `log` was opened with
    public SegmentBlocks(Log log, Manifest manifest) {
        this.log = log;
        this.manifest = manifest;
        log.live().expect(manifest.live());
    }

    /// Tells `table` of all segments that it does not know, and the log how much of them is live.
    ///
    /// @throws dev.firn.log.CorruptLogException when a block is damaged
    @Override
    public void load(SegmentTable table) {
        for (long address : manifest.segmentBlocks()) {
            load(
                    Blocks.require(log.view(), log.superblock(), address, BlockKind.SEGMENTS, manifest.number()),
                    table);
        }
        countBlocks();
        log.live().expect(0);
    }

    private void load(MemorySegment block, SegmentTable table) {
        for (int line = 0; line < BlockLayout.count(block); line++) {
            int segment = BlockLayout.index(block) + line;
            if (segment >= table.count()) continue;
            int head = SegmentStateLayout.head(block, line);
            // Blocks were still written when this was: they are counted below.
            if (head != Log.CHECKPOINT_HEAD) log.live().add(segment, SegmentStateLayout.live(block, line));
            if (!table.isKnown(segment)) found(block, line, segment, head, table);
        }
    }

    private static void found(MemorySegment block, int line, int segment, int head, SegmentTable table) {
        long sequence = SegmentStateLayout.sequence(block, line);
        table.found(
                segment,
                SegmentStateLayout.generation(block, line),
                new Opening(head, sequence, SegmentStateLayout.firstStamp(block, line)),
                SegmentStateLayout.isFree(block, line) ? Use.FREE : Use.SEALED,
                SegmentStateLayout.hasParts(block, line));
    }

    private void countBlocks() {
        var where = log.superblock().checkpoint();
        count(where.address());
        count(where.copy());
        manifest.segmentBlocks().forEach(this::count);
        for (var run : new Runs(log.view(), log.superblock(), manifest).runs()) run.forEachBlock(this::count);
    }

    private void count(long address) {
        log.live().add(log.segmentOf(address), Blocks.footprint(log.view(), address));
    }
}

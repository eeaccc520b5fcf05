package dev.firn.log.checkpoint;

import dev.firn.log.CheckpointHeads;
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
            load(Blocks.require(log.view(), log.superblock(), address, BlockKind.SEGMENTS, manifest.number()), table);
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
            if (!CheckpointHeads.contains(head)) log.live().add(segment, SegmentStateLayout.live(block, line));
            found(block, line, segment, table);
        }
    }

    /// Of a segment that may be opened next it is known that it is free, but not what still lies there.
    private static void found(MemorySegment block, int line, int segment, SegmentTable table) {
        int generation = SegmentStateLayout.generation(block, line);
        var opening =
                new Opening(
                        SegmentStateLayout.head(block, line),
                        SegmentStateLayout.sequence(block, line),
                        SegmentStateLayout.firstStamp(block, line));
        if (table.isKnown(segment)) {
            table.openedLast(segment, generation, opening);
            return;
        }
        var use = SegmentStateLayout.isFree(block, line) ? Use.FREE : Use.SEALED;
        table.found(segment, generation, opening, use, SegmentStateLayout.hasParts(block, line));
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

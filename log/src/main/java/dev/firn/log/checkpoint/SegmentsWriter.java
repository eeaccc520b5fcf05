package dev.firn.log.checkpoint;

import dev.firn.log.CheckpointHeads;
import dev.firn.log.LiveBytes;
import dev.firn.log.Log;
import dev.firn.log.SegmentStates;
import dev.firn.log.SegmentTable;
import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.SegmentStateLayout;
import java.util.ArrayList;
import java.util.List;

/// Writes what a checkpoint says of segments: what was true at its capture, but for those that it has opened itself
/// since. [SegmentBlocks] reads it.
final class SegmentsWriter {
    private static final int MOST_SEGMENTS_A_BLOCK = 4096;
    private static final int LEAST_SEGMENTS_A_BLOCK = 512;

    /// Of a segment: what does not fit in the rest of one is lost.
    private static final int BLOCK_SHARE = 8;

    private final SegmentTable table;
    private final LiveBytes live;
    private final BlockWriter out;
    private final long number;
    private final int most;
    private final List<Long> blocks = new ArrayList<>();
    private SegmentStates states;
    private int next;

    SegmentsWriter(Log log, BlockWriter out, long number) {
        this.table = log.segments();
        this.live = log.live();
        this.out = out;
        this.number = number;
        int fitting = (log.maxContentBytes() - BlockLayout.BYTES) / SegmentStateLayout.BYTES;
        int share = log.superblock().segmentBytes() / BLOCK_SHARE / SegmentStateLayout.BYTES;
        this.most = Math.min(fitting, Math.clamp(share, LEAST_SEGMENTS_A_BLOCK, MOST_SEGMENTS_A_BLOCK));
    }

    /// Builds the frame of the next block.
    void block() {
        if (next == 0) begin();
        int count = Math.min(most, states.count() - next);
        int length = BlockLayout.BYTES + count * SegmentStateLayout.BYTES;
        out.begin();
        long at = out.block(length);
        for (int line = 0; line < count; line++) {
            put(at + BlockLayout.BYTES + (long) line * SegmentStateLayout.BYTES, next + line);
        }
        out.end(at, length, BlockKind.SEGMENTS, 0, number, next, count);
        next += count;
    }

    private void begin() {
        table.captureOpenings(CheckpointHeads.RUNS);
        table.captureOpenings(CheckpointHeads.STATES);
        states = table.captured();
    }

    private void put(long at, int segment) {
        var opening = states.opening(segment);
        SegmentStateLayout.put(
                out.bytes(),
                at,
                states.generation(segment),
                states.isUsed(segment),
                states.hasPart(segment),
                Math.max(0, live.captured(segment)),
                opening.head(),
                opening.sequence(),
                opening.firstStamp());
    }

    /// The frame was written.
    void placed() {
        blocks.add(out.address(0));
    }

    boolean isDone() {
        return states != null && next >= states.count();
    }

    /// Where the blocks are.
    List<Long> blocks() {
        return blocks;
    }
}

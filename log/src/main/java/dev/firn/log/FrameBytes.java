package dev.firn.log;

import dev.firn.log.format.FrameKind;
import java.util.concurrent.atomic.LongAdder;

/// Bytes of the frames that were written, by what they are for, and of those that none fitted in; and the segments that
/// were opened for them.
final class FrameBytes {
    private final LongAdder commits = new LongAdder();
    private final LongAdder moves = new LongAdder();
    private final LongAdder checkpoints = new LongAdder();
    private final LongAdder pads = new LongAdder();
    private final LongAdder digests = new LongAdder();
    private final LongAdder openings = new LongAdder();

    void add(FrameKind kind, int bytes) {
        switch (kind) {
            case BATCH, PART -> commits.add(bytes);
            case MOVE -> moves.add(bytes);
            case CHECKPOINT -> checkpoints.add(bytes);
            case LIFE, PAD -> {} // seldom, small, and not written here
        }
    }

    /// An end of a segment of append head `head`.
    void pad(int head, int bytes) {
        (CheckpointHeads.contains(head) ? checkpoints : pads).add(bytes);
    }

    void digest(int bytes) {
        digests.add(bytes);
    }

    /// A segment was opened.
    void opening() {
        openings.increment();
    }

    long openings() {
        return openings.sum();
    }

    long commits() {
        return commits.sum();
    }

    long moves() {
        return moves.sum();
    }

    long checkpoints() {
        return checkpoints.sum();
    }

    long digests() {
        return digests.sum();
    }

    long pads() {
        return pads.sum();
    }
}

package dev.firn.log;

import dev.firn.log.format.FrameKind;
import java.util.concurrent.atomic.LongAdder;

/// Bytes of the frames that were written, by what they are for.
final class FrameBytes {
    private final LongAdder commits = new LongAdder();
    private final LongAdder moves = new LongAdder();
    private final LongAdder checkpoints = new LongAdder();

    void add(FrameKind kind, int bytes) {
        switch (kind) {
            case BATCH, PART -> commits.add(bytes);
            case MOVE -> moves.add(bytes);
            case CHECKPOINT -> checkpoints.add(bytes);
            case LIFE, PAD -> {} // seldom, small, and not written here
        }
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
}

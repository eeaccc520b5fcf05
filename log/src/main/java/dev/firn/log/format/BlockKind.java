package dev.firn.log.format;

import java.util.Arrays;
import java.util.Optional;

/// What a block of a checkpoint is. The codes are on the medium: never reuse one.
public enum BlockKind {
    /// Pairs of objects and entries.
    RUN(1),
    /// Addresses of up to 256 blocks of a run.
    LEAF(2),
    /// Addresses of a run's leaves.
    ROOT(3),
    /// What segments are used for.
    SEGMENTS(4),
    /// What a checkpoint consists of.
    MANIFEST(5),
    /// Nothing: keeps the two copies of a manifest apart.
    FILLER(6);

    private final int code;

    BlockKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Optional<BlockKind> of(int code) {
        return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }
}

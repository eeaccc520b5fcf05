package dev.firn.log.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a frame is. The codes are on the medium: never reuse one.
public enum FrameKind {
    /// A whole batch.
    BATCH(1),
    /// A part of a batch that is longer than a segment; valid only with all its other parts.
    PART(2),
    /// A new life begins: what follows validates only under the life number in its eight bytes of content.
    LIFE(3),
    /// The rest of the segment is unused.
    PAD(4),
    /// Records that the cleaner has moved. Its stamp is that of the move; each record has its own commit stamp.
    MOVE(5),
    /// Blocks of a checkpoint.
    CHECKPOINT(6);

    /// Index 0 is the empty answer, so that asking allocates nothing.
    private static final List<Optional<FrameKind>> BY_CODE =
            Stream.concat(Stream.of(Optional.<FrameKind>empty()), Arrays.stream(values()).map(Optional::of)).toList();

    private final int code;

    FrameKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Optional<FrameKind> of(int code) {
        return BY_CODE.get(code < BY_CODE.size() ? code : 0);
    }
}

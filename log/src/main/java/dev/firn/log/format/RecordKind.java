package dev.firn.log.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a record does to its object. The codes are on the medium (4 bits): never reuse one.
public enum RecordKind {
    /// A whole new version of the object.
    PUT(1),
    /// A change to the version before, whose mapping entry it names.
    DELTA(2),
    /// The object is gone.
    TOMBSTONE(3),
    /// A whole new version that is a list of chunk objects.
    LARGE(4),
    /// A piece of a large object, an object of its own.
    CHUNK(5),
    /// Bytes of a plain log, no object.
    ENTRY(6),
    /// Entries with smaller stamps are no longer wanted.
    TRIM(7),
    /// A block of a checkpoint, no object.
    CHECKPOINT(8),
    /// A `PUT` that the cleaner has moved, or a chain of changes that it has made one.
    MOVED_PUT(9),
    MOVED_TOMBSTONE(11),
    MOVED_LARGE(12),
    MOVED_CHUNK(13);

    /// The code of a moved record is that of the plain one and this.
    private static final int MOVED = 8;

    private static final int CODES = 16;

    /// So that asking allocates nothing.
    private static final List<Optional<RecordKind>> BY_CODE =
            IntStream.range(0, CODES)
                    .mapToObj(code -> Arrays.stream(values()).filter(kind -> kind.code == code).findFirst())
                    .toList();

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// Whether it is a version of an object.
    public boolean isVersion() {
        return switch (this) {
            case PUT, DELTA, LARGE, CHUNK, MOVED_PUT, MOVED_LARGE, MOVED_CHUNK -> true;
            case TOMBSTONE, ENTRY, TRIM, CHECKPOINT, MOVED_TOMBSTONE -> false;
        };
    }

    /// Whether it says that an object is gone.
    public boolean isTombstone() {
        return this == TOMBSTONE || this == MOVED_TOMBSTONE;
    }

    /// Whether the cleaner wrote it: its head then has the commit stamp of what was moved.
    public boolean isMoved() {
        return (code & MOVED) != 0 && this != CHECKPOINT;
    }

    /// What it was before it was moved.
    public RecordKind plain() {
        return isMoved() ? BY_CODE.get(code - MOVED).orElseThrow() : this;
    }

    /// What it is when it has been moved. A `DELTA` moves as the whole that its chain makes.
    public RecordKind moved() {
        return switch (this) {
            case PUT, DELTA, MOVED_PUT -> MOVED_PUT;
            case TOMBSTONE, MOVED_TOMBSTONE -> MOVED_TOMBSTONE;
            case LARGE, MOVED_LARGE -> MOVED_LARGE;
            case CHUNK, MOVED_CHUNK -> MOVED_CHUNK;
            case ENTRY, TRIM, CHECKPOINT -> throw new IllegalStateException(this + " does not move");
        };
    }

    public static Optional<RecordKind> of(int code) {
        return BY_CODE.get(code & CODES - 1);
    }
}

package dev.firn.log.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    TRIM(7);

    /// Index 0 is the empty answer, so that asking allocates nothing.
    private static final List<Optional<RecordKind>> BY_CODE =
            Stream.concat(Stream.of(Optional.<RecordKind>empty()), Arrays.stream(values()).map(Optional::of)).toList();

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// Whether the mapping table points at such a record.
    public boolean isVersion() {
        return this == PUT || this == DELTA || this == LARGE || this == CHUNK;
    }

    public static Optional<RecordKind> of(int code) {
        return BY_CODE.get(code < BY_CODE.size() ? code : 0);
    }
}

package dev.firn.heap;

import dev.firn.pmem.Granularity;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// How a store is opened. Immutable: each `with...` returns a changed copy.
///
/// @param segmentBytes bytes of a segment, a power of two from 4 KiB to 16 MiB; counts when a store is created. A key
///   may take a sixteenth of it, and 8 KiB at most
/// @param stripes append heads, 1 to 16
/// @param initialBytes bytes of a file that is created, `maxBytes` at most
/// @param maxBytes the most bytes the file may grow to
/// @param maxValueBytes the longest encoded value, up to 1 GiB
/// @param coarsest the coarsest granularity of persistence that the caller accepts
/// @param backend a back-end of the medium forced by name; empty chooses by probing
/// @param createIfMissing whether opening a path where there is no file creates it
/// @param readOnly whether changes are refused
/// @param media what is done about damage of the medium while the store is open
public record StoreOptions(
        int segmentBytes,
        int stripes,
        long initialBytes,
        long maxBytes,
        int maxValueBytes,
        Granularity coarsest,
        Optional<String> backend,
        boolean createIfMissing,
        boolean readOnly,
        MediaOptions media) {
    private static final int MAX_VALUE_BYTES = 1 << 30;

    public StoreOptions {
        Objects.requireNonNull(coarsest, "coarsest");
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(media, "media");
        if (initialBytes <= 0) throw new IllegalArgumentException("initialBytes must be positive: " + initialBytes);
        if (maxBytes <= 0) throw new IllegalArgumentException("maxBytes must be positive: " + maxBytes);
        if (maxValueBytes < 1 || maxValueBytes > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException("maxValueBytes must be 1 to 1 GiB: " + maxValueBytes);
        }
    }

    /// Segments of 2 MiB, one head, a file of 16 MiB that grows up to 1 TiB, values up to 64 MiB, the best back-end
    /// there is, created when missing.
    public static StoreOptions defaults() {
        return new StoreOptions(
                2 << 20,
                1,
                16 << 20,
                1L << 40,
                64 << 20,
                Granularity.PAGE,
                Optional.empty(),
                true,
                false,
                MediaOptions.NONE);
    }

    public StoreOptions withSegmentBytes(int value) {
        return with(to -> to.segmentBytes = value);
    }

    public StoreOptions withStripes(int value) {
        return with(to -> to.stripes = value);
    }

    public StoreOptions withInitialBytes(long value) {
        return with(to -> to.initialBytes = value);
    }

    public StoreOptions withMaxBytes(long value) {
        return with(to -> to.maxBytes = value);
    }

    public StoreOptions withMaxValueBytes(int value) {
        return with(to -> to.maxValueBytes = value);
    }

    public StoreOptions withCoarsest(Granularity value) {
        return with(to -> to.coarsest = value);
    }

    public StoreOptions withBackend(String value) {
        return with(to -> to.backend = Optional.of(value));
    }

    public StoreOptions withCreateIfMissing(boolean value) {
        return with(to -> to.createIfMissing = value);
    }

    public StoreOptions withReadOnly(boolean value) {
        return with(to -> to.readOnly = value);
    }

    /// Verifies what is stored again and again in the background, so many bytes a second; 0, the default, does not.
    public StoreOptions withScrubBytesPerSecond(long value) {
        return withMedia(new MediaOptions(value, media.mirror(), media.listener()));
    }

    /// Keeps a second file that receives the same writes. It mends what cannot be read, and replaces the first when
    /// that is lost. It costs as many bytes and drains again.
    public StoreOptions withMirror(Path value) {
        return withMedia(new MediaOptions(media.scrubBytesPerSecond(), Optional.of(value), media.listener()));
    }

    /// Is told of damage that was found or mended, on the thread that met it; it must return soon and not use the
    /// store.
    public StoreOptions withMediaListener(Consumer<MediaEvent> value) {
        return withMedia(new MediaOptions(media.scrubBytesPerSecond(), media.mirror(), value));
    }

    public StoreOptions withMedia(MediaOptions value) {
        return with(to -> to.media = value);
    }

    private StoreOptions with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /// The same, before it is fixed.
    private static final class Draft {
        private int segmentBytes;
        private int stripes;
        private long initialBytes;
        private long maxBytes;
        private int maxValueBytes;
        private Granularity coarsest;
        private Optional<String> backend;
        private boolean createIfMissing;
        private boolean readOnly;
        private MediaOptions media;

        Draft(StoreOptions from) {
            segmentBytes = from.segmentBytes;
            stripes = from.stripes;
            initialBytes = from.initialBytes;
            maxBytes = from.maxBytes;
            maxValueBytes = from.maxValueBytes;
            coarsest = from.coarsest;
            backend = from.backend;
            createIfMissing = from.createIfMissing;
            readOnly = from.readOnly;
            media = from.media;
        }

        StoreOptions options() {
            return new StoreOptions(
                    segmentBytes,
                    stripes,
                    initialBytes,
                    maxBytes,
                    maxValueBytes,
                    coarsest,
                    backend,
                    createIfMissing,
                    readOnly,
                    media);
        }
    }
}

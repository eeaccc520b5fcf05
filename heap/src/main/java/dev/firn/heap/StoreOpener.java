package dev.firn.heap;

import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.pmem.MediaFile;
import dev.firn.pmem.MirroredRegion;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Mirror;
import dev.firn.recovery.Recovered;
import dev.firn.recovery.Recovery;
import dev.firn.recovery.RecoveryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// From a path or a region to an open store.
final class StoreOpener {
    /// A smaller region is taken for a short-lived one, which must not cost more than its bytes.
    private static final long SMALL_BYTES = 1 << 20;

    private static final int SMALL_CHUNK_ENTRIES = 256;

    private StoreOpener() {}

    static Store open(Path path, StoreOptions options) {
        Objects.requireNonNull(path, "path");
        boolean create = options.createIfMissing() && !options.readOnly() && Files.notExists(path);
        var mirror = options.readOnly() ? Optional.<Path>empty() : options.media().mirror();
        if (mirror.isPresent() && (!create || Files.exists(mirror.get()))) return mirrored(path, mirror.get(), options);
        if (create) return create(path, options);
        var region = Regions.open(path, regionOptions(options));
        return owning(path, region, options, MediaFile.beside(path));
    }

    /// A file that is missing is made as long as the other one, and filled when they are joined.
    private static Store mirrored(Path path, Path mirror, StoreOptions options) {
        var first = side(path, mirror, options);
        Mirror.Side second = null;
        try {
            second = side(mirror, path, options);
            var listener = options.media().listener();
            var region = Mirror.join(first, second, (done, all) -> listener.accept(new MediaEvent.Rebuilding(done, all)));
            return owning(path, region, options, (region.first() == first.region() ? first : second).notes());
        } catch (Throwable failure) {
            first.region().close();
            if (second != null) second.region().close();
            throw failure;
        }
    }

    private static Mirror.Side side(Path path, Path other, StoreOptions options) {
        var region =
                Files.exists(path)
                        ? Regions.open(path, regionOptions(options))
                        : Regions.create(path, length(other), regionOptions(options));
        return new Mirror.Side(region, MediaFile.beside(path));
    }

    private static long length(Path other) {
        try {
            return Files.size(other);
        } catch (IOException unknown) {
            return 0;
        }
    }

    static Store create(Path path, StoreOptions options) {
        Objects.requireNonNull(path, "path");
        long initialBytes = Math.min(options.initialBytes(), options.maxBytes());
        var region =
                Regions.create(
                        path,
                        initialBytes,
                        regionOptions(options),
                        blank -> Log.format(blank, LogOptions.defaults().withSegmentBytes(options.segmentBytes())));
        if (options.media().mirror().isEmpty()) return owning(path, region, options, MediaFile.beside(path));
        region.close();
        return mirrored(path, options.media().mirror().get(), options);
    }

    private static Store owning(Path path, Region region, StoreOptions options, MediaFile media) {
        try {
            if (!options.readOnly() && !(region instanceof MirroredRegion)) Mirror.alone(media);
            long bad = Regions.badBytesOfDevice(path);
            return opened(region, logOptions(options), options, true, media, bad);
        } catch (RecoveryException refused) {
            region.close();
            throw refused.of(path);
        } catch (Throwable failure) {
            region.close();
            throw failure;
        }
    }

    /// A region that was never written is formatted; a file never is, since nobody knows what its zeros once were.
    static Store open(Region region, StoreOptions options) {
        var logOptions = region.size() > SMALL_BYTES ? logOptions(options) : small(logOptions(options));
        if (!options.readOnly() && Recovery.isBlank(region)) Log.format(region, logOptions);
        return opened(region, logOptions, options, false, MediaFile.inMemory(), 0);
    }

    private static Store opened(
            Region region,
            LogOptions logOptions,
            StoreOptions options,
            boolean ownsRegion,
            MediaFile media,
            long badBytesOfDevice) {
        var recovered = recover(region, logOptions, options.readOnly());
        // The first object of a store is the catalogue's.
        if (recovered.log().mapping().entry(Catalogue.ROOT) == Entry.NONE) recovered.log().newObject();
        Media.attach(region, recovered.log(), media, options, badBytesOfDevice);
        return new Store(new Store.Opened(region, recovered.log(), recovered.report(), ownsRegion), options);
    }

    private static Recovered recover(Region region, LogOptions options, boolean readOnly) {
        return readOnly ? Recovery.openReadOnly(region, options) : Recovery.open(region, options);
    }

    private static RegionOptions regionOptions(StoreOptions options) {
        var chosen =
                RegionOptions.defaults()
                        .withCoarsest(options.coarsest())
                        .withMaxSize(options.maxBytes())
                        .withReadOnly(options.readOnly());
        return options.backend().map(chosen::withBackend).orElse(chosen);
    }

    private static LogOptions logOptions(StoreOptions options) {
        return LogOptions.defaults()
                .withSegmentBytes(options.segmentBytes())
                .withStripes(options.stripes())
                .withMaxBytes(options.maxBytes());
    }

    private static LogOptions small(LogOptions options) {
        return options.withMemory(LogMemory.onHeap()).withMappingChunkEntries(SMALL_CHUNK_ENTRIES);
    }
}

package dev.firn.heap;

import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Recovered;
import dev.firn.recovery.Recovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// From a path or a region to an open store.
final class StoreOpener {
    /// A smaller region is taken for a short-lived one, which must not cost more than its bytes.
    private static final long SMALL_BYTES = 1 << 20;

    private static final int SMALL_CHUNK_ENTRIES = 256;

    private StoreOpener() {}

    static Store open(Path path, StoreOptions options) {
        Objects.requireNonNull(path, "path");
        boolean create = options.createIfMissing() && !options.readOnly() && Files.notExists(path);
        return create ? create(path, options) : owning(Regions.open(path, regionOptions(options)), options);
    }

    static Store create(Path path, StoreOptions options) {
        Objects.requireNonNull(path, "path");
        long initialBytes = Math.min(options.initialBytes(), options.maxBytes());
        return owning(Regions.create(path, initialBytes, regionOptions(options)), options);
    }

    private static Store owning(Region region, StoreOptions options) {
        try {
            return open(region, options, true);
        } catch (Throwable failure) {
            region.close();
            throw failure;
        }
    }

    static Store open(Region region, StoreOptions options, boolean ownsRegion) {
        var logOptions = logOptions(region, options);
        if (!options.readOnly() && Recovery.isBlank(region)) Log.format(region, logOptions);
        var recovered = recover(region, logOptions, options.readOnly());
        // The first object of a store is the catalogue's.
        if (recovered.log().mapping().entry(Catalogue.ROOT) == Entry.NONE) recovered.log().newObject();
        return new Store(new Store.Opened(region, recovered.log(), recovered.report(), ownsRegion), options);
    }

    private static Recovered recover(Region region, LogOptions options, boolean readOnly) {
        return readOnly ? Recovery.openReadOnly(region, options) : Recovery.open(region, options);
    }

    private static RegionOptions regionOptions(StoreOptions options) {
        var chosen = RegionOptions.defaults()
                .withCoarsest(options.coarsest())
                .withMaxSize(options.maxBytes())
                .withReadOnly(options.readOnly());
        return options.backend().map(chosen::withBackend).orElse(chosen);
    }

    private static LogOptions logOptions(Region region, StoreOptions options) {
        var chosen = LogOptions.defaults()
                .withSegmentBytes(options.segmentBytes())
                .withStripes(options.stripes())
                .withMaxBytes(options.maxBytes());
        return region.size() > SMALL_BYTES
                ? chosen
                : chosen.withMemory(LogMemory.onHeap()).withMappingChunkEntries(SMALL_CHUNK_ENTRIES);
    }
}

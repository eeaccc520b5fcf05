package dev.firn.heap;

import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.log.checkpoint.Checkpointer;
import dev.firn.pmem.MediaFile;
import dev.firn.pmem.MirroredRegion;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Mirror;
import dev.firn.recovery.Recovered;
import dev.firn.recovery.Recovery;
import dev.firn.recovery.RecoveryException;
import dev.firn.recovery.RecoveryOptions;
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

    /// When segments must be named, [Upkeep] knows.
    private static final CheckpointOptions UPKEEP = CheckpointOptions.defaults().withNamed(0, 128);

    private StoreOpener() {}

    static Store open(Path path, StoreOptions options, RecoveryOptions how) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(how, "how");
        boolean create = options.createIfMissing() && !options.readOnly() && Files.notExists(path);
        var mirror = options.readOnly() ? Optional.<Path>empty() : options.media().mirror();
        if (mirror.isPresent() && (!create || Files.exists(mirror.get()))) {
            return mirrored(path, mirror.get(), options, how);
        }
        if (create) return create(path, options, how);
        var region = Regions.open(path, regionOptions(options));
        return owning(path, region, options, how, MediaFile.beside(path));
    }

    /// A file that is missing is made as long as the other one, and filled when they are joined.
    private static Store mirrored(Path path, Path mirror, StoreOptions options, RecoveryOptions how) {
        var first = side(path, mirror, options);
        Mirror.Side second = null;
        try {
            second = side(mirror, path, options);
            var listener = options.media().listener();
            var region =
                    Mirror.join(first, second, (done, all) -> listener.accept(new MediaEvent.Rebuilding(done, all)));
            return owning(path, region, options, how, (region.first() == first.region() ? first : second).notes());
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
        return create(path, options, RecoveryOptions.defaults());
    }

    private static Store create(Path path, StoreOptions options, RecoveryOptions how) {
        Objects.requireNonNull(path, "path");
        long initialBytes = Math.min(options.initialBytes(), options.maxBytes());
        var region =
                Regions.create(
                        path,
                        initialBytes,
                        regionOptions(options),
                        blank -> Log.format(blank, LogOptions.defaults().withSegmentBytes(options.segmentBytes())));
        if (options.media().mirror().isEmpty()) return owning(path, region, options, how, MediaFile.beside(path));
        region.close();
        return mirrored(path, options.media().mirror().get(), options, how);
    }

    private static Store owning(Path path, Region region, StoreOptions options, RecoveryOptions how, MediaFile media) {
        try {
            if (!options.readOnly() && !(region instanceof MirroredRegion)) Mirror.alone(media);
            var opening = new Opening(UPKEEP, how, media, Regions.badBytesOfDevice(path));
            return opened(region, logOptions(options), options, opening, true);
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
        return open(region, options, UPKEEP);
    }

    /// The same, with checkpoints at other times than usual.
    static Store open(Region region, StoreOptions options, CheckpointOptions checkpoints) {
        var logOptions = region.size() > SMALL_BYTES ? logOptions(options) : small(logOptions(options));
        if (!options.readOnly() && Recovery.isBlank(region)) Log.format(region, logOptions);
        var opening = new Opening(checkpoints, RecoveryOptions.defaults(), MediaFile.inMemory(), 0);
        return opened(region, logOptions, options, opening, false);
    }

    /// What an opening goes by, beside the options.
    ///
    /// @param badBytesOfDevice that the system knows of
    private record Opening(
            CheckpointOptions checkpoints, RecoveryOptions how, MediaFile media, long badBytesOfDevice) {}

    private static Store opened(
            Region region, LogOptions logOptions, StoreOptions options, Opening opening, boolean ownsRegion) {
        var recovered = recover(region, logOptions, opening.how(), options.readOnly());
        // The first object of a store is the catalogue's.
        if (recovered.log().mapping().entry(Catalogue.ROOT) == Entry.NONE) recovered.log().newObject();
        Media.attach(region, recovered.log(), opening.media(), options, opening.badBytesOfDevice());
        var keeper = checkpointer(recovered, opening.checkpoints());
        return new Store(new Store.Opened(region, recovered.log(), keeper, recovered.report(), ownsRegion), options);
    }

    private static Checkpointer checkpointer(Recovered recovered, CheckpointOptions options) {
        var report = recovered.report();
        var newest = recovered.checkpoint().orElse(null);
        return new Checkpointer(recovered.log(), options, newest, report.bytes(), report.records());
    }

    private static Recovered recover(Region region, LogOptions options, RecoveryOptions how, boolean readOnly) {
        return readOnly ? Recovery.openReadOnly(region, options, how) : Recovery.open(region, options, how);
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

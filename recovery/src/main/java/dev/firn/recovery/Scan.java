package dev.firn.recovery;

import dev.firn.log.LogOptions;
import dev.firn.log.MappingTable;
import dev.firn.log.NewestTable;
import dev.firn.log.Overlay;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.Superblock;
import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.checkpoint.Runs;
import dev.firn.pmem.Region;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Reads all segments of an [Extent], in parallel when it is worth a thread.
///
/// @param scans one for each segment that was read
/// @param threads how many read them
/// @param bytesRead bytes copied from the medium, segments' heads apart
record Scan(List<SegmentScan> scans, MappingTable mapping, int threads, long bytesRead) {
    /// Below this many bytes a second thread costs more than it saves.
    private static final long PARALLEL_BYTES = 16L << 20;

    static Scan run(
            Region region,
            Superblock superblock,
            LogOptions options,
            RecoveryOptions how,
            Extent extent,
            Set<Integer> without) {
        return extent.manifest()
                .map(manifest -> tail(region, superblock, options, how, extent, without, manifest))
                .orElseGet(() -> all(region, superblock, options, how, extent, without));
    }

    private static Scan all(
            Region region,
            Superblock superblock,
            LogOptions options,
            RecoveryOptions how,
            Extent extent,
            Set<Integer> without) {
        try (var table = new NewestTable(options.memory(), chunkEntries(options, superblock))) {
            var newest = new Newest.OfAll(table);
            int threads = threads(superblock, extent.headers().size());
            return read(region, superblock, options, how, extent, without, newest, () -> mapping(table, threads));
        }
    }

    private static MappingTable mapping(NewestTable table, int threads) {
        var mapping = table.newMapping();
        Ranges.run(threads, table.end(), (from, to) -> table.fill(mapping, from, to));
        return mapping;
    }

    private static Scan tail(
            Region region,
            Superblock superblock,
            LogOptions options,
            RecoveryOptions how,
            Extent extent,
            Set<Integer> without,
            Manifest manifest) {
        var overlay = new Overlay();
        var newest = new Newest.OfTail(overlay);
        int chunk = chunkEntries(options, superblock);
        var runs = new Runs(region.view(), superblock, manifest);
        return read(
                region,
                superblock,
                options,
                how,
                extent,
                without,
                newest,
                () -> new MappingTable(options.memory(), chunk, runs, overlay.sort(), manifest.nextObject()));
    }

    private static Scan read(
            Region region,
            Superblock superblock,
            LogOptions options,
            RecoveryOptions how,
            Extent extent,
            Set<Integer> without,
            Newest newest,
            Supplier<MappingTable> mapping) {
        var replay = new Replay(region.view(), newest);
        var wanted = extent.without(without);
        long lastLife = wanted.stream().mapToLong(Header::life).reduce(superblock.life(), Math::max) + 1;
        int threads = threads(superblock, wanted.size());
        var work =
                new ScanWork(
                        () ->
                                new SegmentReader(
                                        region.view(), superblock, options.memory(), lastLife, replay, how.mode()),
                        extent,
                        wanted,
                        how);
        var scans = work.run(threads);
        replay.completeParts();
        return new Scan(scans, mapping.get(), threads, work.bytesRead());
    }

    private static int threads(Superblock superblock, int segments) {
        if ((long) segments * superblock.segmentBytes() < PARALLEL_BYTES) return 1;
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, segments);
    }

    /// A small store cannot hold many objects, and is not to pay for a large table.
    private static int chunkEntries(LogOptions options, Superblock superblock) {
        long enough = Math.max(64, Long.highestOneBit(superblock.regionBytes() / 64));
        return (int) Math.min(options.mappingChunkEntries(), enough);
    }
}

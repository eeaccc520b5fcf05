package dev.firn.recovery;

import dev.firn.log.LogOptions;
import dev.firn.log.MappingTable;
import dev.firn.log.Overlay;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.Superblock;
import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.checkpoint.Runs;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Reads all segments of an [Extent], in parallel when it is worth a thread.
///
/// @param scans one for each segment that was read
/// @param threads how many read them
record Scan(List<SegmentScan> scans, MappingTable mapping, int threads) {
    /// Below this many bytes a second thread costs more than it saves.
    private static final long PARALLEL_BYTES = 16L << 20;

    static Scan run(
            Region region, Superblock superblock, LogOptions options, Extent extent, Set<Integer> without) {
        return extent.manifest()
                .map(manifest -> tail(region, superblock, options, extent, without, manifest))
                .orElseGet(() -> all(region, superblock, options, extent, without));
    }

    private static Scan all(
            Region region, Superblock superblock, LogOptions options, Extent extent, Set<Integer> without) {
        var newest = new Newest.OfAll(options.memory(), chunkEntries(options, superblock));
        return read(region, superblock, options, extent, without, newest, newest::mapping);
    }

    private static Scan tail(
            Region region,
            Superblock superblock,
            LogOptions options,
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
                extent,
                without,
                newest,
                () -> new MappingTable(options.memory(), chunk, runs, overlay.sort(), manifest.nextObject()));
    }

    private static Scan read(
            Region region,
            Superblock superblock,
            LogOptions options,
            Extent extent,
            Set<Integer> without,
            Newest newest,
            Supplier<MappingTable> mapping) {
        var replay = new Replay(region.view(), newest);
        var wanted = extent.without(without);
        long lastLife = wanted.stream().mapToLong(Header::life).reduce(superblock.life(), Math::max) + 1;
        int threads = threads(superblock, wanted.size());
        var work = new Work(region, superblock, options, extent, lastLife, replay, wanted, new AtomicInteger());
        var scans = threads == 1 ? work.run() : inParallel(work, threads);
        replay.completeParts();
        return new Scan(scans, mapping.get(), threads);
    }

    /// What threads share.
    ///
    /// @param next the index of the next segment that nobody has begun with
    private record Work(
            Region region,
            Superblock superblock,
            LogOptions options,
            Extent extent,
            long lastLife,
            Replay replay,
            List<Header> headers,
            AtomicInteger next) {
        List<SegmentScan> run() {
            var reader = new SegmentReader(region.view(), superblock, options.memory(), lastLife, replay);
            var scans = new ArrayList<SegmentScan>();
            for (int i = next.getAndIncrement(); i < headers.size(); i = next.getAndIncrement()) {
                scans.add(reader.read(headers.get(i), extent.restartIn(headers.get(i))));
            }
            return scans;
        }
    }

    private static List<SegmentScan> inParallel(Work work, int threads) {
        var all = new ArrayList<SegmentScan>();
        try (var pool =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("firn-recovery-", 0).factory())) {
            var parts = new ArrayList<Future<List<SegmentScan>>>();
            for (int i = 0; i < threads; i++) parts.add(pool.submit(work::run));
            for (var part : parts) all.addAll(join(part));
        }
        return all;
    }

    /// Waits for a worker; an interrupt is kept for later, since a half-scanned store is none.
    private static List<SegmentScan> join(Future<List<SegmentScan>> part) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return part.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException cause) throw cause;
                    if (e.getCause() instanceof Error cause) throw cause;
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
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

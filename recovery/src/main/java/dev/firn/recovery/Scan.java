package dev.firn.recovery;

import dev.firn.log.LogOptions;
import dev.firn.log.MappingTable;
import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.Superblock;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads all segments, in parallel when it is worth a thread.
///
/// @param scans one for each segment that was read
/// @param threads how many read them
record Scan(List<SegmentScan> scans, MappingTable mapping, int threads) {
    /// Below this many bytes a second thread costs more than it saves.
    private static final long PARALLEL_BYTES = 16L << 20;

    /// The heads of all segments that were ever opened.
    static List<Header> headers(Region region, Superblock superblock) {
        var headers = new ArrayList<Header>();
        for (int segment = 0; segment < superblock.segmentCount(); segment++) {
            switch (SegmentHeaders.read(region.view(), superblock.base(segment), superblock.store(), segment)) {
                case Verdict.Valid(var header) -> headers.add(header);
                case Verdict.None() -> {}
                case Verdict.Foreign(var store, var place) ->
                        throw new CorruptStoreException(
                                "segment %d of store %s holds segment %d of store %s; restore the file from a copy"
                                        .formatted(segment, superblock.store(), place, store));
            }
        }
        return headers;
    }

    static Scan run(
            Region region, Superblock superblock, LogOptions options, List<Header> headers, Set<Integer> without) {
        int chunk = chunkEntries(options, superblock);
        var replay =
                new Replay(
                        region.view(),
                        new MappingTable(options.memory(), chunk),
                        new MappingTable(options.memory(), chunk),
                        new MappingTable(options.memory(), chunk));
        var wanted = headers.stream().filter(h -> !without.contains(h.segment())).toList();
        long lastLife = wanted.stream().mapToLong(Header::life).reduce(superblock.life(), Math::max) + 1;
        int threads = threads(superblock, wanted.size());
        var scans =
                threads == 1
                        ? work(region, superblock, options, lastLife, replay, wanted, new AtomicInteger())
                        : inParallel(region, superblock, options, lastLife, replay, wanted, threads);
        replay.completeParts();
        return new Scan(scans, replay.mapping(), threads);
    }

    private static List<SegmentScan> inParallel(
            Region region,
            Superblock superblock,
            LogOptions options,
            long lastLife,
            Replay replay,
            List<Header> headers,
            int threads) {
        var next = new AtomicInteger();
        var all = new ArrayList<SegmentScan>();
        try (var pool =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("firn-recovery-", 0).factory())) {
            var parts = new ArrayList<Future<List<SegmentScan>>>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(() -> work(region, superblock, options, lastLife, replay, headers, next)));
            }
            for (var part : parts) all.addAll(join(part));
        }
        return all;
    }

    private static List<SegmentScan> work(
            Region region,
            Superblock superblock,
            LogOptions options,
            long lastLife,
            Replay replay,
            List<Header> headers,
            AtomicInteger next) {
        var reader = new SegmentReader(region.view(), superblock, options.memory(), lastLife, replay);
        var scans = new ArrayList<SegmentScan>();
        for (int i = next.getAndIncrement(); i < headers.size(); i = next.getAndIncrement()) {
            scans.add(reader.read(headers.get(i)));
        }
        return scans;
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

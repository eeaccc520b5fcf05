package dev.firn.recovery;

import dev.firn.log.LogOptions;
import dev.firn.log.MappingTable;
import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.Superblock;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.Region;
import dev.firn.recovery.RecoveryListener.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads all segments, in parallel when it is worth a thread.
///
/// @param scans one for each segment that was read
/// @param threads how many read them
/// @param bytesRead bytes copied from the medium, segments' heads apart
record Scan(List<SegmentScan> scans, MappingTable mapping, int threads, long bytesRead) {
    /// Below this many bytes a second thread costs more than it saves.
    private static final long PARALLEL_BYTES = 16L << 20;

    /// The heads of all segments that were ever opened.
    static List<Header> headers(Region region, Superblock superblock, RecoveryOptions how) {
        var headers = new ArrayList<Header>();
        int count = superblock.segmentCount();
        for (int segment = 0; segment < count; segment++) {
            if (how.isInterrupted()) throw new RecoveryInterruptedException(0, count);
            how.listener().progress(Phase.HEADS, segment, count, (long) segment * SegmentLayout.FRAMES);
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
            Region region,
            Superblock superblock,
            LogOptions options,
            RecoveryOptions how,
            List<Header> headers,
            Set<Integer> without) {
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
        var work =
                new ScanWork(
                        () ->
                                new SegmentReader(
                                        region.view(), superblock, options.memory(), lastLife, replay, how.mode()),
                        wanted,
                        how);
        var scans = work.run(threads);
        replay.completeParts();
        return new Scan(scans, replay.mapping(), threads, work.bytesRead());
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

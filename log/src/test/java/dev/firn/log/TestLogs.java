package dev.firn.log;

import dev.firn.faultinjection.rules.CheckedRegion;
import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Logs for tests, opened without recovery, and what a scanner finds in them.
final class TestLogs {
    static final LogOptions SMALL =
            LogOptions.defaults().withSegmentBytes(4096).withMemory(LogMemory.onHeap()).withMappingChunkEntries(64);

    private TestLogs() {}

    /// Watched for broken rules.
    static CheckedRegion memory(int segments) {
        return RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(new long[(8192 + segments * 4096) / 8])));
    }

    /// Formats the region and opens the log in it.
    static Log create(Region region, LogOptions options) {
        var superblock = Log.format(region, options);
        var state =
                new LogState(
                        superblock,
                        new MappingTable(options.memory(), options.mappingChunkEntries()),
                        new SegmentTable(superblock.segmentCount()),
                        List.of(),
                        1,
                        1,
                        0,
                        false);
        return new Log(region, options, state);
    }

    static long put(Log log, long object, byte[] content) {
        var batch = log.newBatch();
        batch.put(object, MemorySegment.ofArray(content), 0, content.length);
        append(log, batch);
        log.install(batch);
        return batch.address(0);
    }

    /// One batch of the region, too: no other thread may store where it does, and it stores nowhere else.
    static void append(Log log, Batch batch) {
        if (!(log.region() instanceof CheckedRegion checked)) {
            log.append(batch);
            return;
        }
        checked.begin();
        try {
            log.append(batch);
            checked.acknowledge("an append");
        } finally {
            checked.end();
        }
    }

    static void close(Log log) {
        var checked = (CheckedRegion) log.region();
        checked.begin();
        log.close();
        checked.end();
    }

    /// The addresses of all frames, per segment in order, the segments of each head in order.
    static List<Step.Frame> frames(Log log) {
        var superblock = log.superblock();
        var headers = new ArrayList<SegmentHeaders.Header>();
        for (int id = 0; id < superblock.segmentCount(); id++) {
            var verdict = SegmentHeaders.read(log.view(), superblock.base(id), superblock.store(), id);
            if (verdict instanceof SegmentHeaders.Verdict.Valid(var header)) headers.add(header);
        }
        headers.sort(
                Comparator.comparingInt(SegmentHeaders.Header::head)
                        .thenComparingLong(SegmentHeaders.Header::sequence));
        var scanner = new SegmentScanner(log.view(), superblock, LogMemory.onHeap());
        var frames = new ArrayList<Step.Frame>();
        for (var header : headers) {
            scanner.start(header);
            while (scanner.next() instanceof Step.Frame frame) frames.add(frame);
        }
        return frames;
    }
}

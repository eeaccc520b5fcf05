package dev.firn.heap;

import dev.firn.log.CheckpointHeads;
import dev.firn.log.DigestReader;
import dev.firn.log.FrameRecords;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.SegmentScanner;
import dev.firn.log.SegmentScanner.Found;
import dev.firn.log.Superblock;
import dev.firn.pmem.Region;
import java.util.Set;
import java.util.TreeSet;

/// Which kinds of frames and records a store has, and whether it has digests.
final class GoldenFrames {
    private final Region region;
    private final Superblock superblock;
    private final SegmentScanner scanner;
    private final DigestReader digests;
    private final Set<String> found = new TreeSet<>();

    private GoldenFrames(Region region, Superblock superblock) {
        this.region = region;
        this.superblock = superblock;
        this.scanner = new SegmentScanner(region.view(), superblock, LogMemory.onHeap());
        this.digests = new DigestReader(region.view(), superblock);
    }

    static Set<String> of(Region region, Superblock superblock) {
        var frames = new GoldenFrames(region, superblock);
        for (int segment = 0; segment < superblock.segmentCount(); segment++) frames.segment(segment);
        return frames.found;
    }

    private void segment(int id) {
        var verdict = SegmentHeaders.read(region.view(), superblock.base(id), superblock.store(), id);
        if (!(verdict instanceof Verdict.Valid(var header))) return;
        if (header.head() >= Log.FIRST_CLASS_HEAD && header.head() < CheckpointHeads.RUNS) found.add("a class head");
        if (digests.start(header)) found.add("a digest");
        scanner.start(header);
        var records = new FrameRecords();
        while (scanner.advance() == Found.FRAME) {
            found.add("frame " + scanner.kind());
            switch (scanner.kind()) {
                case LIFE, PAD -> {}
                case BATCH, PART, MOVE, CHECKPOINT -> {
                    records.start(scanner.copy(), scanner.frameInCopy(), scanner.frame());
                    while (records.next()) found.add("record " + records.kind());
                }
            }
        }
    }
}

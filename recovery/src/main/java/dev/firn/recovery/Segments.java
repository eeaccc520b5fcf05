package dev.firn.recovery;

import dev.firn.log.SegmentTable;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.Superblock;
import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.checkpoint.SegmentBlocks;
import dev.firn.pmem.View;
import java.util.List;

/// What an opening has found out about segments.
final class Segments {
    private Segments() {}

    static SegmentTable table(View view, Superblock superblock, Extent extent, List<HeadChain> chains) {
        var table =
                extent.manifest()
                        .map(manifest -> behind(view, superblock, manifest))
                        .orElseGet(() -> new SegmentTable(superblock.segmentCount()));
        for (var header : extent.headers()) {
            table.setGeneration(header.segment(), header.generation());
            table.set(header.segment(), Use.FREE);
        }
        for (var header : extent.passed()) {
            table.setGeneration(header.segment(), header.generation());
            table.set(header.segment(), Use.SEALED);
        }
        for (var chain : chains) {
            for (var scan : chain.kept()) table.set(scan.header().segment(), use(chain, scan));
        }
        return table;
    }

    /// Named segments, and those that the store has grown by, are free unless a head says more.
    private static SegmentTable behind(View view, Superblock superblock, Manifest manifest) {
        var table =
                new SegmentTable(superblock.segmentCount(), unknown -> SegmentBlocks.load(view, superblock, manifest, unknown));
        for (var named : manifest.named()) {
            table.setGeneration(named.segment(), named.generation());
            free(table, named.segment());
        }
        for (int segment = manifest.segmentCount(); segment < superblock.segmentCount(); segment++) free(table, segment);
        return table;
    }

    private static void free(SegmentTable table, int segment) {
        table.set(segment, Use.FREE);
        table.setNamed(segment);
    }

    private static Use use(HeadChain chain, SegmentScan scan) {
        return scan == chain.last() && chain.torn() ? Use.OPEN : Use.SEALED;
    }
}

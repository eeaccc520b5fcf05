package dev.firn.recovery;

import dev.firn.log.SegmentTable;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.Superblock;
import dev.firn.log.checkpoint.Manifest;
import java.util.List;

/// What an opening has found out about segments.
final class Segments {
    private Segments() {}

    static SegmentTable table(Superblock superblock, Extent extent, List<HeadChain> chains) {
        var table =
                extent.manifest()
                        .map(manifest -> behind(superblock, manifest))
                        .orElseGet(() -> new SegmentTable(superblock.segmentCount()));
        for (var header : extent.headers()) {
            table.found(header);
            table.set(header.segment(), Use.FREE);
        }
        extent.free().forEach(table::found);
        for (var header : extent.passed()) {
            table.found(header);
            table.set(header.segment(), Use.SEALED);
        }
        for (var chain : chains) {
            for (var scan : chain.kept()) {
                table.set(scan.header().segment(), use(chain, scan));
                // Of a segment that was read from its middle on only so much is known.
                if (scan.tally().parts() > 0 || scan.start() > 0) table.holdsPart(scan.header().segment());
            }
        }
        return table;
    }

    /// Named segments, and those that the store has grown by, are free unless a head says more.
    private static SegmentTable behind(Superblock superblock, Manifest manifest) {
        var table = SegmentTable.unknown(superblock.segmentCount());
        manifest.named().forEach(table::found);
        for (int segment = manifest.segmentCount(); segment < superblock.segmentCount(); segment++) {
            table.found(new SegmentTable.Named(segment, 0));
        }
        return table;
    }

    private static Use use(HeadChain chain, SegmentScan scan) {
        return scan == chain.last() && chain.torn() ? Use.OPEN : Use.SEALED;
    }
}

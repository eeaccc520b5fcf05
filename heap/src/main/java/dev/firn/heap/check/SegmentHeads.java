package dev.firn.heap.check;

import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.Superblock;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.View;
import java.util.ArrayList;
import java.util.List;

/// Reads the heads of all segments.
final class SegmentHeads {
    /// More append heads there are not: users', the cleaner's and those of checkpoints.
    private static final int HEADS = 32;

    private final View view;
    private final Superblock superblock;
    private final Findings findings;

    SegmentHeads(View view, Superblock superblock, Findings findings) {
        this.view = view;
        this.superblock = superblock;
        this.findings = findings;
    }

    List<Header> read() {
        var headers = new ArrayList<Header>();
        for (int segment = 0; segment < superblock.segmentCount(); segment++) {
            long base = superblock.base(segment);
            switch (SegmentHeaders.read(view, base, superblock.store(), segment)) {
                case Verdict.Valid(var header) -> {
                    if (isUsable(header, base)) headers.add(header);
                }
                case Verdict.None() -> {
                    if (isClosedEnd(segment)) lost(base, "none");
                }
                case Verdict.Foreign(var store, var place) ->
                        findings.add(
                                FindingKind.SEGMENT_FOREIGN,
                                base,
                                "segment %d of store %s".formatted(segment, superblock.store()),
                                "segment %d of store %s".formatted(place, store));
            }
        }
        ends(headers);
        return headers;
    }

    private boolean isUsable(Header header, long base) {
        copies(base);
        if (header.head() >= HEADS) {
            lost(base, "append head " + header.head());
            return false;
        }
        if (header.generation() < 1) lost(base, "generation " + header.generation());
        if (header.sequence() < 0 || header.firstStamp() < 0) {
            lost(base, "number %d, first stamp %d".formatted(header.sequence(), header.firstStamp()));
        }
        if (header.life() < 1 || header.life() > superblock.life()) {
            findings.add(FindingKind.SEGMENT_LIFE, base, "a life of 1 to " + superblock.life(), "" + header.life());
        }
        return true;
    }

    /// A segment is opened by one write of both copies, and nothing is stored before both are durable.
    private void copies(long base) {
        for (int i = 0; i < SegmentLayout.BYTES; i += Long.BYTES) {
            if (view.getLong(base + i) == view.getLong(base + SegmentLayout.BYTES + i)) continue;
            findings.add(FindingKind.SEGMENT_COPY, base + i, "two copies that are the same", "different ones");
            return;
        }
    }

    private void ends(List<Header> headers) {
        long slot = SuperblockLayout.slot((int) (superblock.sequence() & 1));
        for (var end : superblock.ends()) {
            boolean placed = end.offset() >= SegmentLayout.FRAMES && end.offset() <= superblock.segmentBytes();
            boolean known = headers.stream().anyMatch(h -> h.segment() == end.segment());
            if (known && placed) continue;
            findings.add(FindingKind.SUPERBLOCK_END, slot, "the end of a head in a segment that is used", "" + end);
        }
    }

    private boolean isClosedEnd(int segment) {
        return superblock.ends().stream().anyMatch(end -> end.segment() == segment);
    }

    private void lost(long base, String found) {
        findings.add(FindingKind.SEGMENT_HEAD, base, "a whole head of a segment", found);
    }
}

package dev.firn.log;

import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.MirroredRegion;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;

/// Mends a range of a region from its mirror. The caller sees to it that no segment is opened meanwhile.
///
/// Nothing of the mirror is believed that a checksum does not vouch for: the segment's head there must be that of the
/// opening that the log knows, and the range must lie in whole frames.
public final class MirrorRepair {
    private final Log log;
    private final MirroredRegion region;
    private final View view;
    private final SegmentScanner scanner;

    public MirrorRepair(Log log, MirroredRegion region) {
        this.log = log;
        this.region = region;
        this.view = new ExactView(region.second().view());
        this.scanner = new SegmentScanner(view, log.superblock(), log.options().memory());
    }

    /// Whether the range is good again.
    public boolean mend(BadRange range) {
        int segment = log.segmentOf(range.at());
        long base = log.superblock().base(segment);
        boolean within = segment >= 0 && range.end() <= base + log.superblock().segmentBytes();
        try {
            if (!within || !vouches(segment, base, range)) return false;
            var bytes = MemorySegment.ofArray(new byte[(int) range.length()]);
            region.second().view().copyTo(range.at(), bytes, 0, range.length());
            region.mend(range.at(), bytes, range.length());
        } catch (MediumFaultException alsoBad) {
            return false;
        }
        return isGood(segment, range);
    }

    /// Whether all of the range is in what the mirror can show to be whole.
    private boolean vouches(int segment, long base, BadRange range) {
        var verdict = SegmentHeaders.read(view, base, log.store(), segment);
        boolean known =
                verdict instanceof Verdict.Valid(var header)
                        && header.generation() == log.segments().generation(segment)
                        && start(header);
        if (!known) return false;
        long end = log.durableEnd(segment);
        while (base + scanner.position() < range.end() && scanner.position() < end) {
            switch (scanner.next()) {
                case Step.Frame _ -> {}
                case Step.End() -> {
                    // What follows the head of a pad is nobody's, so nobody needs it.
                    return range.end() <= base + end;
                }
                case Step.Broken _ -> {
                    return false;
                }
            }
        }
        return range.end() <= base + Math.max(scanner.position(), SegmentLayout.FRAMES);
    }

    private boolean start(SegmentHeaders.Header header) {
        scanner.start(header);
        return true;
    }

    private boolean isGood(int segment, BadRange range) {
        if (!Unreadable.in(region.first().view(), range.at(), range.length(), region.size()).isEmpty()) return false;
        var left = new ArrayList<BadRange>();
        Scrub.ofEverything(log, left::add).look(segment);
        return left.stream().noneMatch(bad -> bad.touches(range.at(), range.length()));
    }
}

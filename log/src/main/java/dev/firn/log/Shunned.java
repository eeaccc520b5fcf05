package dev.firn.log;

import dev.firn.pmem.BadRange;
import dev.firn.pmem.MediaFile;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;

/// What is known to be bad of a log's region: nobody reads it any more, and its segments are never opened again.
final class Shunned {
    private final Region region;
    private final SegmentTable segments;
    private final Superblock geometry;
    private volatile BadRanges ranges = new BadRanges(MediaFile.inMemory());
    private volatile View view;

    Shunned(Region region, SegmentTable segments, Superblock geometry) {
        this.region = region;
        this.segments = segments;
        this.geometry = geometry;
        this.view = region.view();
    }

    /// Refuses what is bad.
    View view() {
        return view;
    }

    BadRanges ranges() {
        return ranges;
    }

    /// See [Log#guard].
    void guard(BadRanges known) {
        ranges = known;
        for (var range : known.list()) shun(range);
    }

    /// See [Log#condemn].
    boolean condemn(BadRange range) {
        if (range.at() >= region.size()) return false;
        boolean news = ranges.add(range);
        shun(range);
        return news;
    }

    /// See [Log#pardon].
    void pardon(long at, long length) {
        ranges.remove(at, length);
        int last = Math.min(geometry.segmentOf(at + length - 1), segments.count() - 1);
        for (int segment = Math.max(0, geometry.segmentOf(at)); segment <= last; segment++) {
            if (ranges.find(geometry.base(segment), geometry.segmentBytes()) == null) segments.reinstate(segment);
        }
        if (ranges.isEmpty()) view = region.view();
    }

    private void shun(BadRange range) {
        int last = Math.min(geometry.segmentOf(range.end() - 1), segments.count() - 1);
        for (int segment = Math.max(0, geometry.segmentOf(range.at())); segment <= last; segment++) {
            segments.retire(segment);
        }
        if (!(view instanceof GuardedView)) view = new GuardedView(region.view(), ranges);
    }
}

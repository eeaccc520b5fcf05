package dev.firn.heap;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.WatchedView;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.util.TreeSet;

/// Counts what one thread reads of a region.
final class ReadCounter extends DelegatingRegion {
    private static final int PAGE = 4096;

    private final View view = new WatchedView(region()::view, (at, length, _) -> read(at, length));
    private final TreeSet<Long> pages = new TreeSet<>();
    private long bytes;

    ReadCounter(Region region) {
        super(region);
    }

    /// Read so far, each as often as it was.
    long bytes() {
        return bytes;
    }

    /// Pages that something was read of.
    int pages() {
        return pages.size();
    }

    @Override
    public View view() {
        return view;
    }

    private void read(long at, long length) {
        bytes += length;
        for (long page = at / PAGE; page * PAGE < at + length; page++) pages.add(page);
    }
}

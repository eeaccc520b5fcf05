package dev.firn.heap;

import dev.firn.pmem.Attributes;
import dev.firn.pmem.Counters;
import dev.firn.pmem.Explanation;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import dev.firn.pmem.SyncFailedException;
import dev.firn.pmem.View;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A region whose drains can be made to fail.
final class FailingRegion implements Region {
    private final Region region;
    volatile boolean failDrains;

    FailingRegion(Region region) {
        this.region = region;
    }

    @Override
    public long size() {
        return region.size();
    }

    @Override
    public Granularity granularity() {
        return region.granularity();
    }

    @Override
    public View view() {
        return region.view();
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        region.write(at, source, from, length);
    }

    @Override
    public void publish(long at, long word) {
        region.publish(at, word);
    }

    @Override
    public void flush(long at, long length) {
        region.flush(at, length);
    }

    @Override
    public void drain() {
        if (failDrains) throw new SyncFailedException("the test said so", new IOException("no"));
        region.drain();
    }

    @Override
    public void grow(long newSize) {
        region.grow(newSize);
    }

    @Override
    public Explanation explain() {
        return region.explain();
    }

    @Override
    public Attributes attributes() {
        return region.attributes();
    }

    @Override
    public Counters counters() {
        return region.counters();
    }

    @Override
    public void close() {
        region.close();
    }
}

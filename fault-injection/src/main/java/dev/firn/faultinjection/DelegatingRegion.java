package dev.firn.faultinjection;

import dev.firn.pmem.Attributes;
import dev.firn.pmem.Counters;
import dev.firn.pmem.Explanation;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A region that passes everything on: the base of those that count, fail or misbehave.
public class DelegatingRegion implements Region {
    private final Region region;

    protected DelegatingRegion(Region region) {
        this.region = Objects.requireNonNull(region, "region");
    }

    /// The region behind it.
    protected final Region region() {
        return region;
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
        region.drain();
    }

    @Override
    public void grow(long newSize) {
        region.grow(newSize);
    }

    @Override
    public void shrink(long newSize) {
        region.shrink(newSize);
    }

    @Override
    public boolean release(long at, long length) {
        return region.release(at, length);
    }

    @Override
    public void reclaim(long at, long length) {
        region.reclaim(at, length);
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

package dev.firn.pmem;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A window for reading. It claims nothing, so it can be opened beside the one who writes.
final class ReadOnlyRegion implements Region {
    private final Opened opened;
    private final SegmentView view;
    private boolean closed;

    ReadOnlyRegion(Opened opened) {
        this.opened = opened;
        this.view = new SegmentView(opened.mapping().bytes(), Faults::ofRead);
    }

    @Override
    public long size() {
        return opened.size();
    }

    @Override
    public Granularity granularity() {
        return opened.explanation().granularity();
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        Objects.requireNonNull(source, "source");
        throw new RegionReadOnlyException(opened.name());
    }

    @Override
    public void publish(long at, long word) {
        throw new RegionReadOnlyException(opened.name());
    }

    @Override
    public void flush(long at, long length) {
        throw new RegionReadOnlyException(opened.name());
    }

    @Override
    public void drain() {
        throw new RegionReadOnlyException(opened.name());
    }

    @Override
    public void grow(long newSize) {
        if (newSize > size()) throw new RegionReadOnlyException(opened.name());
    }

    @Override
    public void shrink(long newSize) {
        if (newSize < size()) throw new RegionReadOnlyException(opened.name());
    }

    @Override
    public boolean release(long at, long length) {
        throw new RegionReadOnlyException(opened.name());
    }

    @Override
    public void reclaim(long at, long length) {
        throw new RegionReadOnlyException(opened.name());
    }

    @Override
    public Explanation explain() {
        return opened.explanation();
    }

    @Override
    public Attributes attributes() {
        return opened.attributes();
    }

    @Override
    public Counters counters() {
        return Counters.ZERO;
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        opened.mapping().close();
        opened.file().close();
    }
}

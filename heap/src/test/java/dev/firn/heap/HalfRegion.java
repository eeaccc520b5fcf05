package dev.firn.heap;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.pmem.Attributes;
import dev.firn.pmem.Counters;
import dev.firn.pmem.Explanation;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.NoSpaceException;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A part of a simulated region that behaves like a medium of its own: two of them are crashed at one instant, and a
/// drain of one says nothing of the other.
final class HalfRegion implements Region {
    private final SimulatedRegion whole;
    private final long base;
    private final long size;

    HalfRegion(SimulatedRegion whole, long base, long size) {
        this.whole = whole;
        this.base = base;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Granularity granularity() {
        return Granularity.CACHE_LINE;
    }

    @Override
    public View view() {
        return new Half();
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        Objects.checkFromIndexSize(at, length, size);
        whole.store(base + at, source, from, length);
    }

    @Override
    public void publish(long at, long word) {
        Objects.checkFromIndexSize(at, Long.BYTES, size);
        whole.store(base + at, word);
    }

    @Override
    public void flush(long at, long length) {}

    @Override
    public void drain() {
        whole.sync(base, size);
    }

    @Override
    public void grow(long newSize) {
        if (newSize > size) throw new NoSpaceException("half a region has %d bytes".formatted(size), null);
    }

    @Override
    public void shrink(long newSize) {
        throw new UnsupportedOperationException("half a region keeps its size");
    }

    @Override
    public boolean release(long at, long length) {
        return false;
    }

    @Override
    public void reclaim(long at, long length) {
        throw new UnsupportedOperationException("nothing was released");
    }

    @Override
    public Explanation explain() {
        return whole.explain();
    }

    @Override
    public Attributes attributes() {
        return whole.attributes();
    }

    @Override
    public Counters counters() {
        return Counters.ZERO;
    }

    @Override
    public void close() {}

    private final class Half implements View {
        @Override
        public byte getByte(long at) {
            return whole.view().getByte(base + at);
        }

        @Override
        public short getShort(long at) {
            return whole.view().getShort(base + at);
        }

        @Override
        public int getInt(long at) {
            return whole.view().getInt(base + at);
        }

        @Override
        public long getLong(long at) {
            return whole.view().getLong(base + at);
        }

        @Override
        public long getLongAcquire(long at) {
            return whole.view().getLongAcquire(base + at);
        }

        @Override
        public void copyTo(long at, MemorySegment target, long to, long length) {
            whole.view().copyTo(base + at, target, to, length);
        }

        @Override
        public MemorySegment slice(long at, long length) {
            return whole.view().slice(base + at, length);
        }
    }
}

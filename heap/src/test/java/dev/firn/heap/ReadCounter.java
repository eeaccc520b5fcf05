package dev.firn.heap;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.TreeSet;

/// Counts what one thread reads of a region.
final class ReadCounter extends DelegatingRegion {
    private static final int PAGE = 4096;

    private final View view = new Counted();
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

    private final class Counted implements View {
        @Override
        public byte getByte(long at) {
            read(at, Byte.BYTES);
            return region().view().getByte(at);
        }

        @Override
        public short getShort(long at) {
            read(at, Short.BYTES);
            return region().view().getShort(at);
        }

        @Override
        public int getInt(long at) {
            read(at, Integer.BYTES);
            return region().view().getInt(at);
        }

        @Override
        public long getLong(long at) {
            read(at, Long.BYTES);
            return region().view().getLong(at);
        }

        @Override
        public long getLongAcquire(long at) {
            read(at, Long.BYTES);
            return region().view().getLongAcquire(at);
        }

        @Override
        public void copyTo(long at, MemorySegment target, long to, long length) {
            read(at, length);
            region().view().copyTo(at, target, to, length);
        }

        @Override
        public MemorySegment slice(long at, long length) {
            read(at, length);
            return region().view().slice(at, length);
        }
    }
}

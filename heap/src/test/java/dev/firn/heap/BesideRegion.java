package dev.firn.heap;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// Lets something else happen in the middle of what one thread does: before it reads, and before it drains.
final class BesideRegion extends DelegatingRegion {
    private final Granularity granularity;
    private final View view = new Beside();
    private final Thread thread = Thread.currentThread();
    private Runnable beforeRead;
    private int readsLeft;
    private Runnable beforeDrain = () -> {};

    BesideRegion(Region region, Granularity granularity) {
        super(region);
        this.granularity = granularity;
    }

    /// The thread that made this region does `what` before one of its next reads, once.
    void beforeRead(int number, Runnable what) {
        readsLeft = number;
        beforeRead = what;
    }

    /// The same before each drain.
    void beforeDrains(Runnable what) {
        beforeDrain = what;
    }

    @Override
    public Granularity granularity() {
        return granularity;
    }

    @Override
    public void drain() {
        if (Thread.currentThread() == thread) beforeDrain.run();
        super.drain();
    }

    @Override
    public View view() {
        return view;
    }

    private View read() {
        if (beforeRead != null && Thread.currentThread() == thread && --readsLeft == 0) {
            var what = beforeRead;
            beforeRead = null;
            what.run();
        }
        return region().view();
    }

    private final class Beside implements View {
        @Override
        public byte getByte(long at) {
            return read().getByte(at);
        }

        @Override
        public short getShort(long at) {
            return read().getShort(at);
        }

        @Override
        public int getInt(long at) {
            return read().getInt(at);
        }

        @Override
        public long getLong(long at) {
            return read().getLong(at);
        }

        @Override
        public long getLongAcquire(long at) {
            return read().getLongAcquire(at);
        }

        @Override
        public void copyTo(long at, MemorySegment target, long to, long length) {
            read().copyTo(at, target, to, length);
        }

        @Override
        public MemorySegment slice(long at, long length) {
            return read().slice(at, length);
        }
    }
}

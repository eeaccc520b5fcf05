package dev.firn.faultinjection;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.function.Supplier;

/// A view that tells of each read before it: the base of those that count, wait or fail. What a slice reads later is
/// not seen.
public final class WatchedView implements View {
    private final Supplier<? extends View> view;
    private final Watch watch;

    /// Called before a read; what it throws ends the read.
    @FunctionalInterface
    public interface Watch {
        /// @param typed whether it is a typed getter, whose fault the JVM may report late
        void beforeRead(long at, long length, boolean typed);
    }

    /// @param view asked before each read for what is behind this one
    public WatchedView(Supplier<? extends View> view, Watch watch) {
        this.view = Objects.requireNonNull(view, "view");
        this.watch = Objects.requireNonNull(watch, "watch");
    }

    @Override
    public byte getByte(long at) {
        return typed(at, Byte.BYTES).getByte(at);
    }

    @Override
    public short getShort(long at) {
        return typed(at, Short.BYTES).getShort(at);
    }

    @Override
    public int getInt(long at) {
        return typed(at, Integer.BYTES).getInt(at);
    }

    @Override
    public long getLong(long at) {
        return typed(at, Long.BYTES).getLong(at);
    }

    @Override
    public long getLongAcquire(long at) {
        return typed(at, Long.BYTES).getLongAcquire(at);
    }

    @Override
    public void copyTo(long at, MemorySegment target, long to, long length) {
        bulk(at, length).copyTo(at, target, to, length);
    }

    @Override
    public MemorySegment slice(long at, long length) {
        return bulk(at, length).slice(at, length);
    }

    private View typed(long at, long length) {
        watch.beforeRead(at, length, true);
        return view.get();
    }

    private View bulk(long at, long length) {
        watch.beforeRead(at, length, false);
        return view.get();
    }
}

package dev.firn.faultinjection.fault;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.WatchedView;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionPoisonedException;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// A region of which some cache lines cannot be accessed: bad blocks, poisoned memory, a file that was cut.
///
/// What touches one of them meets what a region on a file meets: [MediumFaultException] with the range of the access,
/// its cause the `InternalError` of the JVM. After a change that met one, every change is refused; a read that met one
/// harms nobody else. A [View#slice] is refused when it is made, since accesses through it cannot be seen. Safe for use
/// by several threads.
public final class PoisonedRegion extends DelegatingRegion {
    private static final int LINE = 64;

    /// When a typed getter learns of the fault.
    public enum Report {
        /// In time: the view gives it its type.
        TYPED,
        /// Too late for the view, as in compiled code: the getter throws the bare `InternalError`. Copies stay typed.
        LATE
    }

    private final Report report;
    private final View view;
    private volatile long from = Long.MAX_VALUE;
    private volatile long to;
    private volatile Throwable met;
    private volatile Throwable poison;

    public PoisonedRegion(Region region, Report report) {
        super(region);
        this.report = report;
        this.view = new WatchedView(region::view, this::beforeRead);
    }

    /// Poisons the lines that `length` bytes at `at` touch, and no others any more.
    public void poison(long at, long length) {
        from = at & -LINE;
        to = at + length + LINE - 1 & -LINE;
    }

    /// No line is poisoned any more. A change that was refused stays refused until the region is opened again.
    public void heal() {
        from = Long.MAX_VALUE;
        to = 0;
    }

    /// Whether anything has met a poisoned line.
    public boolean wasMet() {
        return met != null;
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public void write(long at, MemorySegment source, long start, long length) {
        requireSound();
        if (touches(at, length)) throw refused(at, length);
        super.write(at, source, start, length);
    }

    @Override
    public void publish(long at, long word) {
        requireSound();
        if (touches(at, Long.BYTES)) throw refused(at, Long.BYTES);
        super.publish(at, word);
    }

    @Override
    public void flush(long at, long length) {
        requireSound();
        super.flush(at, length);
    }

    @Override
    public void drain() {
        requireSound();
        super.drain();
    }

    @Override
    public void grow(long newSize) {
        requireSound();
        super.grow(newSize);
    }

    @Override
    public void shrink(long newSize) {
        requireSound();
        super.shrink(newSize);
    }

    @Override
    public boolean release(long at, long length) {
        requireSound();
        return super.release(at, length);
    }

    @Override
    public void reclaim(long at, long length) {
        requireSound();
        if (touches(at, length)) throw fault(at, length);
        super.reclaim(at, length);
    }

    private void beforeRead(long at, long length, boolean typed) {
        if (!touches(at, length)) return;
        if (typed && report == Report.LATE) {
            var late = LateFault.error();
            met = late;
            throw late;
        }
        throw fault(at, length);
    }

    private MediumFaultException fault(long at, long length) {
        var fault = new MediumFaultException(at, length, "a poisoned line", LateFault.error());
        met = fault;
        return fault;
    }

    private MediumFaultException refused(long at, long length) {
        var fault = fault(at, length);
        poison = fault;
        return fault;
    }

    private boolean touches(long at, long length) {
        return length > 0 && at < to && at + length > from;
    }

    private void requireSound() {
        if (poison != null) throw new RegionPoisonedException(poison);
    }
}

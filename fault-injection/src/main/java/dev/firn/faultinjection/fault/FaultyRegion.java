package dev.firn.faultinjection.fault;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.WatchedView;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.NoSpaceException;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionPoisonedException;
import dev.firn.pmem.ShrinkRefusedException;
import dev.firn.pmem.SyncFailedException;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// A region whose N-th call of one kind fails, as the real ones fail. Safe for use by several threads.
public final class FaultyRegion extends DelegatingRegion {
    private final FaultPlan plan;
    private final View view;
    private volatile Throwable poison;

    /// @param failing which call of that kind fails, once, from 1
    public FaultyRegion(Region region, Fault fault, long failing) {
        this(region, new FaultPlan(fault, FaultMode.ONCE, failing));
    }

    /// @param plan may be shared with other regions
    public FaultyRegion(Region region, FaultPlan plan) {
        super(region);
        this.plan = plan;
        this.view = new WatchedView(region::view, this::beforeRead);
    }

    /// Calls of the failing kind so far: when this stays below `failing`, nothing has failed.
    public long calls() {
        return plan.calls();
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        requireSound();
        if (!plan.failsNow(Fault.WRITE)) {
            super.write(at, source, from, length);
            return;
        }
        super.write(at, source, from, length / 2);
        throw poisoned(new MediumFaultException(at, length, "injected write fault", null));
    }

    @Override
    public void publish(long at, long word) {
        requireSound();
        if (plan.failsNow(Fault.PUBLISH)) {
            throw poisoned(new MediumFaultException(at, Long.BYTES, "injected publish fault", null));
        }
        super.publish(at, word);
    }

    @Override
    public void flush(long at, long length) {
        requireSound();
        if (plan.failsNow(Fault.FLUSH)) {
            throw poisoned(new MediumFaultException(at, length, "injected flush fault", null));
        }
        super.flush(at, length);
    }

    @Override
    public void drain() {
        requireSound();
        boolean fails = plan.failsNow(Fault.SYNC) || plan.failsNow(Fault.FORGOTTEN_SYNC);
        if (!fails) {
            super.drain();
            return;
        }
        forgetPending();
        throw poisoned(new SyncFailedException("injected sync failure", null));
    }

    @Override
    public void grow(long newSize) {
        requireSound();
        if (newSize > size()) failForRoom(newSize);
        super.grow(newSize);
    }

    @Override
    public void shrink(long newSize) {
        requireSound();
        if (newSize < size()) {
            if (plan.failsNow(Fault.SHRINK_REFUSED)) throw new ShrinkRefusedException("injected refusal", null);
            if (plan.failsNow(Fault.SHRINK)) {
                super.shrink(newSize);
                throw poisoned(new SyncFailedException("injected failure of a cut", null));
            }
        }
        super.shrink(newSize);
    }

    @Override
    public boolean release(long at, long length) {
        requireSound();
        if (length > 0 && plan.failsNow(Fault.NO_HOLES)) return false;
        return super.release(at, length);
    }

    @Override
    public void reclaim(long at, long length) {
        requireSound();
        if (length > 0) failForRoom(length);
        super.reclaim(at, length);
    }

    private void failForRoom(long bytes) {
        if (plan.failsNow(Fault.NO_SPACE)) {
            throw new NoSpaceException("injected: no space for " + bytes + " bytes", null);
        }
        if (plan.failsNow(Fault.GROW)) throw poisoned(new SyncFailedException("injected growth failure", null));
    }

    /// Only a simulated medium can lose what a failed sync leaves clean; on any other it stays in memory.
    private void forgetPending() {
        Region medium = region();
        while (medium instanceof FaultyRegion faulty) medium = faulty.region();
        if (medium instanceof SimulatedRegion simulated) simulated.syncFailed();
    }

    private void beforeRead(long at, long length, boolean typed) {
        if (plan.failsNow(Fault.READ)) {
            throw new MediumFaultException(at, length, "injected read fault", null);
        }
        if (typed && plan.failsNow(Fault.LATE_READ)) throw LateFault.error();
    }

    private FirnException poisoned(FirnException failure) {
        if (plan.fault().poisons()) poison = failure;
        return failure;
    }

    private void requireSound() {
        if (poison != null) throw new RegionPoisonedException(poison);
    }
}

package dev.firn.faultinjection;

import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.NoSpaceException;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionPoisonedException;
import dev.firn.pmem.SyncFailedException;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/// A region whose N-th call of one kind fails, as the real ones fail. Safe for use by several threads.
public final class FaultyRegion extends DelegatingRegion {
    /// What fails.
    public enum Fault {
        /// A drain throws [SyncFailedException]; the region is poisoned from then on.
        SYNC,
        /// A write throws [MediumFaultException] after half of it was done; the region is poisoned from then on.
        WRITE,
        /// A growth throws [NoSpaceException]; nothing has changed, and the next one may succeed.
        NO_SPACE,
        /// A read throws [MediumFaultException]; the next one may succeed.
        READ
    }

    private final Fault fault;
    private final long failing;
    private final AtomicLong calls = new AtomicLong();
    private final FaultyView view;
    private volatile Throwable poison;

    /// @param failing which call of that kind fails, from 1
    public FaultyRegion(Region region, Fault fault, long failing) {
        super(region);
        this.fault = fault;
        this.failing = failing;
        this.view = new FaultyView(region, this::beforeRead);
    }

    /// Calls of the failing kind so far: when this stays below `failing`, nothing has failed.
    public long calls() {
        return calls.get();
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        requireSound();
        if (!isNow(Fault.WRITE)) {
            super.write(at, source, from, length);
            return;
        }
        super.write(at, source, from, length / 2);
        poison = new MediumFaultException(at, length, "injected write fault", null);
        throw (MediumFaultException) poison;
    }

    @Override
    public void publish(long at, long word) {
        requireSound();
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
        if (!isNow(Fault.SYNC)) {
            super.drain();
            return;
        }
        if (region() instanceof SimulatedRegion simulated) simulated.syncFailed();
        poison = new SyncFailedException("injected sync failure", null);
        throw (SyncFailedException) poison;
    }

    @Override
    public void grow(long newSize) {
        requireSound();
        if (newSize > size() && isNow(Fault.NO_SPACE)) {
            throw new NoSpaceException("injected: no space for " + newSize + " bytes", null);
        }
        super.grow(newSize);
    }

    private void beforeRead(long at, long length) {
        if (isNow(Fault.READ)) throw new MediumFaultException(at, length, "injected read fault", null);
    }

    private boolean isNow(Fault kind) {
        return fault == kind && calls.incrementAndGet() == failing;
    }

    private void requireSound() {
        if (poison != null) throw new RegionPoisonedException(poison);
    }
}

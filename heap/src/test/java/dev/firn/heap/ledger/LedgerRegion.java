package dev.firn.heap.ledger;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Set;

/// Writes down what one thread does to a region.
final class LedgerRegion extends DelegatingRegion {
    private final int unitBytes;
    private final Set<Long> dirty = new HashSet<>();
    private Cost cost = Cost.NONE;

    /// What was done.
    ///
    /// @param units lines or pages that went to the medium: one that is stored to twice between two drains goes once
    /// @param waits fences or synchronisations, those of a growth included
    record Cost(long stores, long bytes, long flushes, long units, long waits) {
        static final Cost NONE = new Cost(0, 0, 0, 0, 0);

        Cost plus(long moreStores, long moreBytes, long moreFlushes, long moreUnits) {
            return new Cost(stores + moreStores, bytes + moreBytes, flushes + moreFlushes, units + moreUnits, waits);
        }
    }

    LedgerRegion(Region region, LedgerMode mode) {
        super(region);
        this.unitBytes = mode.unitBytes;
    }

    /// What `work` costs.
    Cost costOf(Runnable work) {
        cost = Cost.NONE;
        dirty.clear();
        var before = counters();
        work.run();
        var counted = counters().since(before);
        return new Cost(
                cost.stores(),
                cost.bytes(),
                cost.flushes(),
                cost.units() + dirty.size(),
                counted.fences() + counted.syncs());
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        stored(at, length);
        super.write(at, source, from, length);
    }

    @Override
    public void publish(long at, long word) {
        stored(at, Long.BYTES);
        super.publish(at, word);
    }

    @Override
    public void flush(long at, long length) {
        cost = cost.plus(0, 0, 1, 0);
        super.flush(at, length);
    }

    @Override
    public void drain() {
        super.drain();
        cost = cost.plus(0, 0, 0, dirty.size());
        dirty.clear();
    }

    private void stored(long at, long length) {
        for (long unit = at / unitBytes; unit * unitBytes < at + length; unit++) dirty.add(unit);
        cost = cost.plus(1, length, 0, 0);
    }
}

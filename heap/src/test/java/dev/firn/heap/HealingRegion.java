package dev.firn.heap;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.fault.PoisonedRegion;
import dev.firn.faultinjection.fault.PoisonedRegion.Report;
import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;

/// A region with lines that cannot be read until they are written anew, as disks and poisoned memory are.
final class HealingRegion extends DelegatingRegion {
    private final PoisonedRegion poisoned;
    private long at = -1;

    private HealingRegion(PoisonedRegion poisoned) {
        super(poisoned);
        this.poisoned = poisoned;
    }

    static HealingRegion of(Region region) {
        return new HealingRegion(new PoisonedRegion(region, Report.LATE));
    }

    void poison(long from) {
        at = from & -64;
        poisoned.poison(at, 64);
    }

    boolean isPoisoned() {
        return at >= 0;
    }

    @Override
    public void write(long to, MemorySegment source, long from, long length) {
        if (at >= 0 && to <= at && to + length >= at + 64) {
            at = -1;
            poisoned.heal();
        }
        super.write(to, source, from, length);
    }
}

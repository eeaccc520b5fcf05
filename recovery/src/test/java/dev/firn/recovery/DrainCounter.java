package dev.firn.recovery;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Region;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells others when a drain has returned.
final class DrainCounter extends DelegatingRegion {
    private final AtomicInteger drains;

    DrainCounter(Region region, AtomicInteger drains) {
        super(region);
        this.drains = drains;
    }

    @Override
    public void drain() {
        super.drain();
        drains.incrementAndGet();
    }
}

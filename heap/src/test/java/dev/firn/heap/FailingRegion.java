package dev.firn.heap;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Region;
import dev.firn.pmem.SyncFailedException;
import java.io.IOException;

/// A region whose drains can be made to fail.
final class FailingRegion extends DelegatingRegion {
    volatile boolean failDrains;

    FailingRegion(Region region) {
        super(region);
    }

    @Override
    public void drain() {
        if (failDrains) throw new SyncFailedException("the test said so", new IOException("no"));
        super.drain();
    }
}

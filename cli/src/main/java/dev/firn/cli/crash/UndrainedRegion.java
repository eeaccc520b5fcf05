package dev.firn.cli.crash;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Region;

/// The positive control: it says that everything is durable, and waits for nothing. A campaign that finds no losses of
/// a store on this region can find none at all.
final class UndrainedRegion extends DelegatingRegion {
    UndrainedRegion(Region region) {
        super(region);
    }

    @Override
    public void drain() {}
}

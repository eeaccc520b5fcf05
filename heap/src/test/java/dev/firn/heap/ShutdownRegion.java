package dev.firn.heap;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Attributes;
import dev.firn.pmem.Region;
import java.util.OptionalLong;

/// A region whose platform counts unsafe shutdowns.
final class ShutdownRegion extends DelegatingRegion {
    private final long count;

    ShutdownRegion(Region region, long count) {
        super(region);
        this.count = count;
    }

    @Override
    public Attributes attributes() {
        var known = super.attributes();
        return new Attributes(
                known.atomicUnit(),
                known.flushUnit(),
                known.errorRange(),
                known.granularity(),
                known.autoFlush(),
                known.deepFlush(),
                known.mapSync(),
                known.dax(),
                OptionalLong.of(count),
                known.numaNode(),
                known.logicalSector(),
                known.physicalSector(),
                known.volatileCache(),
                known.fua(),
                known.device(),
                known.fileSystem());
    }
}

package dev.firn.pmem;

import dev.firn.pmem.device.Device;

/// The attributes of a region, from where it lies and how it is served.
final class SiteAttributes {
    private static final int WORD = 8;
    private static final int PAGE = 4096;

    private SiteAttributes() {}

    static Attributes of(Explanation explanation, Site site) {
        Device device = site.device();
        boolean pages = explanation.granularity() == Granularity.PAGE;
        return new Attributes(
                WORD,
                pages ? PAGE : Lines.BYTES,
                device.errorRange(),
                explanation.granularity(),
                explanation.granularity() == Granularity.BYTE,
                device.deepFlush(),
                explanation.durable() && !pages,
                device.dax(),
                device.unsafeShutdowns(),
                device.numaNode(),
                device.logicalSector(),
                device.physicalSector(),
                device.volatileCache(),
                device.fua(),
                device.name(),
                device.fileSystem());
    }
}

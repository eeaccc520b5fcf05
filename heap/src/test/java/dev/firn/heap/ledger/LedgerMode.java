package dev.firn.heap.ledger;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.nio.file.Path;

/// The granularities, each with a region that is the same on every machine.
enum LedgerMode {
    /// As on persistent memory with ADR: what is written goes line by line.
    CACHE_LINE(64, "lines") {
        @Override
        Region region(Path folder, int bytes) {
            return SimulatedRegion.create(bytes, MOST_BYTES);
        }
    },
    /// As on an ordinary file: `channel`, the back-end that is everywhere.
    PAGE(4096, "pages") {
        @Override
        Region region(Path folder, int bytes) {
            return file(folder, bytes, "channel");
        }
    },
    /// As on persistent memory whose caches survive (eADR): lines leave the caches when they like.
    BYTE(64, "lines") {
        @Override
        Region region(Path folder, int bytes) {
            return new DelegatingRegion(SimulatedRegion.create(bytes, MOST_BYTES)) {
                @Override
                public Granularity granularity() {
                    return Granularity.BYTE;
                }
            };
        }
    };

    private static final int MOST_BYTES = 64 << 20;

    /// Bytes of what reaches the medium as a whole.
    final int unitBytes;

    final String units;

    LedgerMode(int unitBytes, String units) {
        this.unitBytes = unitBytes;
        this.units = units;
    }

    /// A blank file, through the back-end with this name.
    static Region file(Path folder, int bytes, String backend) {
        return Regions.create(folder.resolve("ledger"), bytes, RegionOptions.defaults().withBackend(backend));
    }

    /// A blank region.
    abstract Region region(Path folder, int bytes);
}

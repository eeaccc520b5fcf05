package dev.firn.heap;

import dev.firn.faultinjection.Trace;
import dev.firn.faultinjection.ptrace.RecordedRegion;
import dev.firn.faultinjection.ptrace.SteppedSubject;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// A commit of the production store, on the machine code that production uses.
public final class SteppedCommit implements SteppedSubject {
    private static final int BYTES = 64 << 10;
    private static final int WARM_BYTES = 32 << 20;
    private static final int WARM = 30_000;
    private static final int KEYS = 20;
    private static final RegionOptions EMULATED = RegionOptions.defaults().withBackend("emulated");

    private final String value = "x".repeat(100);

    private static void commit(Store store, DurableMap<Long, String> map, long key, String value) {
        store.transact(() -> map.put(key, value));
    }

    @Override
    public Window open(Path image) throws Exception {
        warm(image.resolveSibling("warm"));
        var region = new RecordedRegion(Regions.create(image, BYTES, EMULATED));
        var store = Store.open(region, Stores.SMALL);
        var map = store.map("m", Codec.int64(), Codec.string());
        for (long key = 0; key < KEYS; key++) commit(store, map, key, value);
        region.record();
        return new Opened(region, store, map, value);
    }

    private void warm(Path image) {
        try (var region = new RecordedRegion(Regions.create(image, WARM_BYTES, EMULATED));
                var store = Store.open(region, StoreOptions.defaults())) {
            var map = store.map("m", Codec.int64(), Codec.string());
            for (long key = 0; key < KEYS; key++) commit(store, map, key, value);
            var window = new Opened(region, store, map, value);
            for (int round = 0; round < WARM; round++) {
                if (round % 1000 == 0) region.record();
                window.run();
            }
        }
    }

    private record Opened(RecordedRegion region, Store store, DurableMap<Long, String> map, String value)
            implements Window {
        @Override
        public MemorySegment bytes() {
            return region.view().slice(0, region.size());
        }

        @Override
        public void run() {
            commit(store, map, 3, value);
        }

        @Override
        public Trace believed() {
            return region.trace();
        }
    }
}

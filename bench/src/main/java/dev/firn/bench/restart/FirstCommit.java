package dev.firn.bench.restart;

import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.RecoveryReport;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/// The opening of a killed store and one durable commit. Leaving it is a kill, too: nothing is closed but the region.
record FirstCommit(Region region, RecoveryReport report) implements AutoCloseable {
    static FirstCommit in(Path file) {
        var region = Regions.open(file, RegionOptions.defaults().withBackend("emulated"));
        var store = Store.open(region, StoreOptions.defaults());
        store.map("map", Codec.int64(), Codec.bytes()).put(1L, new byte[KilledStore.RECORD]);
        return new FirstCommit(region, store.recovery());
    }

    @Override
    public void close() {
        region.close();
    }

    /// In a JVM of its own: prints milliseconds from its start, and from the opening on, until the commit was durable.
    public static void main(String[] args) {
        long before = System.nanoTime();
        in(Path.of(args[0])).close();
        double opening = (System.nanoTime() - before) / 1e6;
        long all = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.printf(Locale.ROOT, "%d %.1f%n", all, opening);
    }
}

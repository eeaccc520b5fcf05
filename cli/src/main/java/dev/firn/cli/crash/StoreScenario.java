package dev.firn.cli.crash;

import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.report.Reducible;
import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Region;
import dev.firn.recovery.Recovery;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A small run of the production store, to be crashed at every place: a few transactions on one sorted map. After a
/// crash the store must be as after some first part of them, all acknowledged ones among them.
///
/// @param steps what is done, in order
/// @param start what is there before
/// @param segments of 4 KiB that the region has at the beginning
/// @param mostSegments that it may grow to
record StoreScenario(List<Step> steps, Start start, int segments, int mostSegments)
        implements Reducible<Map<String, String>> {
    private static final int SEGMENT = 4 << 10;
    private static final int SUPERBLOCKS = 2 * 4096;

    /// Always the same, so that a crash can be gone to again: checksums depend on it.
    private static final UUID IDENTITY = new UUID(0x4669726e, 1);

    /// Something that is done to a store.
    sealed interface Step {
        /// One transaction.
        record Change(Consumer<Map<String, String>> change) implements Step {}

        /// The store is closed and opened again.
        record Reopen() implements Step {}

        /// The process is killed, and the store opened by the next one: the machine's caches live on.
        record Kill() implements Step {}
    }

    /// What is there when the run begins.
    enum Start {
        /// A store with an empty map.
        STORE,
        /// Zeros: the run begins with making a store.
        NOTHING
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(bytes(segments), bytes(mostSegments));
        switch (start) {
            case STORE -> {
                try (var store = open(region)) {
                    map(store);
                }
            }
            case NOTHING -> {}
        }
        return region;
    }

    @Override
    public void work(SimulatedRegion first) {
        SimulatedRegion region = first;
        Store store = open(region);
        for (int i = 0; i < steps.size(); i++) {
            region.started(i);
            switch (steps.get(i)) {
                case Step.Change(Consumer<Map<String, String>> change) -> {
                    var map = map(store);
                    store.transact(() -> change.accept(map));
                }
                case Step.Reopen() -> {
                    store.close();
                    store = open(region);
                }
                case Step.Kill() -> {
                    region = region.kill();
                    store = open(region);
                }
            }
            region.acknowledged(i);
        }
        store.close();
    }

    @Override
    public Map<String, String> recover(SimulatedRegion region) {
        return new TreeMap<>(map(open(region)));
    }

    @Override
    public void judge(Map<String, String> found, Progress progress) {
        var expected = new TreeMap<String, String>();
        int acknowledged = progress.acknowledged().size();
        for (int done = 0; done <= progress.started().size(); done++) {
            if (done >= acknowledged && expected.equals(found)) return;
            if (done < steps.size() && steps.get(done) instanceof Step.Change(var change)) change.accept(expected);
        }
        throw new AssertionError(
                "%d started, %d acknowledged: found %s".formatted(progress.started().size(), acknowledged, found));
    }

    @Override
    public int operations() {
        return steps.size();
    }

    @Override
    public StoreScenario only(BitSet operations) {
        var kept = IntStream.range(0, steps.size()).filter(operations::get).mapToObj(steps::get).toList();
        return new StoreScenario(kept, start, segments, mostSegments);
    }

    private Store open(Region region) {
        if (Recovery.isBlank(region)) {
            Log.format(region, IDENTITY, LogOptions.defaults().withSegmentBytes(SEGMENT));
        }
        return Store.open(
                region,
                StoreOptions.defaults()
                        .withSegmentBytes(SEGMENT)
                        .withInitialBytes(bytes(segments))
                        .withMaxBytes(bytes(mostSegments)));
    }

    private static Map<String, String> map(Store store) {
        return store.sortedMap("map", Codec.string(), Codec.string());
    }

    private static int bytes(int segments) {
        return SUPERBLOCKS + segments * SEGMENT;
    }
}

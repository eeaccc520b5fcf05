package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.fault.FaultScenario;
import dev.firn.faultinjection.fault.Journal;
import dev.firn.pmem.Region;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Transactions on the production store in a region that has to grow. What is found must be what some of them leave in
/// their order: all acknowledged ones, none that was refused.
record StoreFaults(List<Consumer<Map<String, String>>> transactions) implements FaultScenario<Map<String, String>> {
    private static final int FIRST_BYTES = 2 * 4096 + 4 * 4096;
    private static final int MOST_BYTES = 2 * 4096 + 24 * 4096;
    private static final StoreOptions OPTIONS = Stores.SMALL.withMaxBytes(MOST_BYTES);

    /// Small ones, one of several keys, a value in chunks, removals, and enough for growth.
    static StoreFaults ofAllKinds() {
        return new StoreFaults(
                List.of(
                        map -> map.put("a", "1"),
                        map -> {
                            map.put("b", "2");
                            map.put("a", "3");
                        },
                        map -> map.put("long", "x".repeat(9_000)),
                        map -> map.remove("a"),
                        map -> {
                            for (int i = 0; i < 40; i++) map.put("key" + i, "v".repeat(60));
                        },
                        map -> map.put("long", "y".repeat(7_000)),
                        map -> map.put("last", "z"),
                        Map::clear,
                        map -> map.put("after", "all")));
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(FIRST_BYTES, MOST_BYTES);
        try (var store = Store.open(region, OPTIONS)) {
            map(store);
        }
        return region;
    }

    @Override
    public Subject<Map<String, String>> open(Region region) {
        return new Open(Store.open(region, OPTIONS), transactions);
    }

    private record Open(Store store, List<Consumer<Map<String, String>>> transactions)
            implements Subject<Map<String, String>> {
        @Override
        public void work(Journal journal) {
            var map = map(store);
            store.ref("made on the way", Codec.string());
            for (int number = 0; number < transactions.size(); number++) {
                var transaction = transactions.get(number);
                journal.started(number);
                try {
                    store.transact(() -> transaction.accept(map));
                } catch (StoreFullException full) {
                    journal.refused(number);
                    continue;
                }
                journal.acknowledged(number);
            }
        }

        @Override
        public Map<String, String> contents() {
            var map = map(store);
            var contents = new TreeMap<>(map);
            assertThat(map.size()).isEqualTo(contents.size());
            assertThat(map.keySet()).isEqualTo(contents.keySet());
            for (var key : contents.keySet()) assertThat(map.get(key)).isEqualTo(contents.get(key));
            assertThat(store.collections()).isNotEmpty();
            return contents;
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static Map<String, String> map(Store store) {
        return store.sortedMap("m", Codec.string(), Codec.string());
    }

    @Override
    public void judge(Map<String, String> found, Progress progress) {
        var unknown =
                progress.started().stream().filter(number -> !progress.isAcknowledged(number)).sorted().toList();
        for (int choice = 0; choice < 1 << unknown.size(); choice++) {
            var model = new TreeMap<String, String>();
            for (int number = 0; number < transactions.size(); number++) {
                int bit = unknown.indexOf((long) number);
                boolean done = bit < 0 ? progress.isAcknowledged(number) : (choice & 1 << bit) != 0;
                if (done) transactions.get(number).accept(model);
            }
            if (model.equals(found)) return;
        }
        throw new AssertionError(
                "acknowledged %s, unknown %s: found %s".formatted(progress.acknowledged(), unknown, found.keySet()));
    }
}

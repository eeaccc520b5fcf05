package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Transactions on the production store, crashed at every event: after a crash the store is as it was after some of
/// them, in their order, all acknowledged ones among them, and none in part.
class HeapCrashTest {
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults()
                    .withModels(CrashModel.WORDS, CrashModel.PAGECACHE)
                    .withExhaustive(64)
                    .withCuts(12, 12)
                    .withRandom(4, 7);

    /// What each transaction does, in one piece.
    record Scenario(List<Consumer<Map<String, String>>> transactions, int segments)
            implements CrashScenario<Map<String, String>> {
        @Override
        public SimulatedRegion prepare() {
            int bytes = 2 * 4096 + segments * 4096;
            var region = SimulatedRegion.create(bytes, bytes);
            try (var store = Store.open(region, Stores.SMALL.withMaxBytes(bytes))) {
                map(store);
            }
            return region;
        }

        private static Map<String, String> map(Store store) {
            return store.sortedMap("m", Codec.string(), Codec.string());
        }

        @Override
        public void work(SimulatedRegion region) {
            var store = Store.open(region, Stores.SMALL);
            var map = map(store);
            for (int i = 0; i < transactions.size(); i++) {
                var transaction = transactions.get(i);
                region.started(i);
                store.transact(() -> transaction.accept(map));
                region.acknowledged(i);
            }
            store.close();
        }

        @Override
        public Map<String, String> recover(SimulatedRegion region) {
            return new TreeMap<>(map(Store.open(region, Stores.SMALL)));
        }

        @Override
        public void judge(Map<String, String> found, Progress progress) {
            var model = new TreeMap<String, String>();
            int acknowledged = progress.acknowledged().size();
            for (int done = 0; done <= progress.started().size(); done++) {
                if (done >= acknowledged && model.equals(found)) return;
                if (done < transactions.size()) transactions.get(done).accept(model);
            }
            throw new AssertionError(
                    "%d started, %d acknowledged: found %s".formatted(progress.started().size(), acknowledged, found));
        }
    }

    private static void explore(int segments, List<Consumer<Map<String, String>>> transactions) {
        var report = CrashExplorer.explore(new Scenario(transactions, segments), OPTIONS);
        assertThat(report.images()).as(report.sentence()).isGreaterThan(50);
    }

    @Test
    void smallChanges() {
        explore(6, List.of(map -> map.put("a", "1"), map -> map.put("a", "2"), map -> map.remove("a")));
    }

    @Test
    void severalKeysAtOnce() {
        explore(
                6,
                List.of(
                        map -> {
                            map.put("alice", "100");
                            map.put("bob", "0");
                        },
                        map -> {
                            map.put("alice", "90");
                            map.put("bob", "10");
                        },
                        Map::clear));
    }

    @Test
    void pagesThatSplitAndVanish() {
        explore(
                12,
                List.of(
                        map -> IntStream.range(0, 30).forEach(i -> map.put("key" + i, "v".repeat(50))),
                        map -> map.put("key7", "w".repeat(60)),
                        map -> IntStream.range(0, 28).forEach(i -> map.remove("key" + i))));
    }

    @Test
    void valuesOverSeveralSegments() {
        explore(
                14,
                List.of(
                        map -> map.put("large", "x".repeat(9000)),
                        map -> {
                            map.put("large", "y".repeat(5000));
                            map.put("small", "z");
                        },
                        map -> map.remove("large")));
    }
}

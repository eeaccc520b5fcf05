package dev.firn.heap;

import static dev.firn.heap.StoreScenario.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.heap.StoreScenario.Step;
import dev.firn.heap.StoreScenario.Step.Kill;
import dev.firn.heap.StoreScenario.Step.Reopen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Everything public that writes, crashed at every event, recovered, and crashed again in the recovery.
class StoreCrashTest {
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults()
                    .withModels(CrashModel.WORDS, CrashModel.PAGECACHE)
                    .withExhaustive(32)
                    .withCuts(8, 8)
                    .withRandom(3, 7);

    private static void explore(int segments, int most, Step... steps) {
        var report = CrashExplorer.explore(StoreScenario.of(segments, most, steps), OPTIONS);
        assertThat(report.images()).as(report.sentence()).isGreaterThan(50);
    }

    @Test
    void firstCommit() {
        explore(4, 4, change(all -> all.map("m").put("a", "1")));
    }

    @Test
    void collectionsAreCreatedOneAfterTheOther() {
        explore(
                4,
                4,
                change(all -> all.map("m").put("a", "1")),
                change(all -> all.map("n").put("b", "2")),
                change(all -> all.set("r", "3")));
    }

    @Test
    void collectionsThatAreCreatedInATransaction() {
        explore(
                4,
                4,
                change(all ->
                        all.transact(() -> {
                            all.map("m").put("a", "1");
                            all.set("r", "2");
                        })),
                change(all -> all.rollBack(() -> all.map("n").put("b", "2"))));
    }

    @Test
    void references() {
        explore(
                4,
                4,
                change(all -> all.set("r", "1")),
                change(all -> all.set("r", "2")),
                change(all -> all.set("r", null)),
                change(all -> all.set("r", "4")));
    }

    @Test
    void transactionsOverSeveralCollections() {
        explore(
                6,
                6,
                change(all -> all.map("from").put("account", "100")),
                change(all ->
                        all.transact(() -> {
                            all.map("from").put("account", "60");
                            all.map("to").put("account", "40");
                            all.set("last", "40");
                        })),
                change(all ->
                        all.transact(() -> {
                            all.map("from").clear();
                            all.map("to").put("account", "100");
                            all.set("last", "60");
                        })));
    }

    /// More changes of a page than its chain takes, so that it is put together.
    @Test
    void chainsOfDeltas() {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < 20; i++) {
            String value = "v" + i;
            steps.add(change(all -> all.map("m").put("k" + value.length(), value)));
        }
        explore(6, 6, steps.toArray(Step[]::new));
    }

    /// Values in objects of their own come and go, so that ids are used again; some lives begin in between.
    @Test
    void idsThatAreUsedAgain() {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < 8; i++) {
            String key = "k" + i % 2;
            String value = i + "x".repeat(300);
            steps.add(change(all -> all.map("m").put(key, value)));
            steps.add(change(all -> all.map("m").remove(key)));
            if (i == 2) steps.add(new Kill());
            if (i == 5) steps.add(new Reopen());
        }
        explore(2, 8, steps.toArray(Step[]::new));
    }

    /// The same in one transaction: what is buried and what is created then never have one id.
    @Test
    void idsThatAreUsedAgainInTransactions() {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            steps.add(
                    change(all ->
                            all.transact(() -> {
                                var map = all.map("m");
                                for (int key = 0; key < 3; key++) {
                                    if ((key + number) % 2 == 0) map.put("k" + key, number + "y".repeat(290));
                                    else map.remove("k" + key);
                                }
                            })));
        }
        explore(2, 8, steps.toArray(Step[]::new));
    }

    @Test
    void rotationAndGrowth() {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < 6; i++) {
            String key = "k" + i;
            steps.add(change(all -> all.map("m").put(key, "x".repeat(1500))));
        }
        explore(1, 8, steps.toArray(Step[]::new));
    }

    @Test
    void largeValuesThatGrowAndShrink() {
        explore(
                2,
                14,
                change(all -> all.map("m").put("large", "x".repeat(9000))),
                change(all -> all.map("m").put("large", "y".repeat(100))),
                change(all -> all.map("m").put("large", "z".repeat(5000))),
                change(all -> all.map("m").remove("large")));
    }

    @Test
    void reopenedBetweenChanges() {
        explore(
                4,
                4,
                change(all -> all.map("m").put("a", "1")),
                new Reopen(),
                change(all -> all.map("m").put("a", "2")),
                new Reopen(),
                new Reopen(),
                change(all -> all.set("r", "3")));
    }

    /// What a killed process left in the caches is served by the next one, and then the power fails.
    @Test
    void killedBetweenChangesAndThenThePowerFails() {
        explore(
                4,
                6,
                change(all -> all.map("m").put("a", "1")),
                new Kill(),
                change(all -> all.map("m").put("b", "x".repeat(1500))),
                new Kill(),
                new Kill(),
                change(all -> all.set("r", "3")));
    }

    /// Each way to change a map, on a map with three keys.
    @TestFactory
    Stream<DynamicTest> everyWayToChangeAMap() {
        List<Map.Entry<String, Consumer<NavigableMap<String, String>>>> ways =
                List.of(
                        Map.entry("put a new key", map -> map.put("bb", "new")),
                        Map.entry("put an old key", map -> map.put("b", "new")),
                        Map.entry("putIfAbsent", map -> map.putIfAbsent("d", "new")),
                        Map.entry("putAll", map -> map.putAll(Map.of("b", "new", "d", "new"))),
                        Map.entry("remove", map -> map.remove("b")),
                        Map.entry("remove a pair", map -> map.remove("b", "2")),
                        Map.entry("replace", map -> map.replace("b", "new")),
                        Map.entry("replace a pair", map -> map.replace("b", "2", "new")),
                        Map.entry("replaceAll", map -> map.replaceAll((key, value) -> key + value)),
                        Map.entry("compute", map -> map.compute("b", (_, value) -> value + "+")),
                        Map.entry("computeIfAbsent", map -> map.computeIfAbsent("d", key -> key + key)),
                        Map.entry("computeIfPresent", map -> map.computeIfPresent("b", (_, _) -> null)),
                        Map.entry("merge", map -> map.merge("b", "+", String::concat)),
                        Map.entry("clear", Map::clear),
                        Map.entry("pollFirstEntry", NavigableMap::pollFirstEntry),
                        Map.entry("pollLastEntry", NavigableMap::pollLastEntry),
                        Map.entry("keySet().remove", map -> map.keySet().remove("b")),
                        Map.entry("values().remove", map -> map.values().remove("2")),
                        Map.entry("entrySet().remove", map -> map.entrySet().remove(Map.entry("b", "2"))),
                        Map.entry("keySet().retainAll", map -> map.keySet().retainAll(List.of("b"))),
                        Map.entry("keySet().removeAll", map -> map.keySet().removeAll(List.of("a", "c"))),
                        Map.entry("values().removeIf", map -> map.values().removeIf(value -> !value.equals("2"))),
                        Map.entry("entrySet().removeIf", map -> map.entrySet().removeIf(e -> !e.getKey().equals("b"))),
                        Map.entry("headMap().clear", map -> map.headMap("c", false).clear()),
                        Map.entry("subMap().put", map -> map.subMap("b", true, "c", true).put("bb", "new")),
                        Map.entry("descendingMap().remove", map -> map.descendingMap().remove("a")),
                        Map.entry("an iterator's remove", map -> removeFirst(map)));
        return ways.stream()
                .map(way ->
                        DynamicTest.dynamicTest(
                                way.getKey(),
                                () ->
                                        explore(
                                                4,
                                                4,
                                                change(all ->
                                                        all.transact(() ->
                                                                all.map("m")
                                                                        .putAll(Map.of("a", "1", "b", "2", "c", "3")))),
                                                change(all -> way.getValue().accept(all.map("m"))))));
    }

    private static void removeFirst(NavigableMap<String, String> map) {
        var entries = map.entrySet().iterator();
        entries.next();
        entries.remove();
    }

    @Test
    void pagesThatSplitInOneTransaction() {
        explore(
                10,
                12,
                change(all ->
                        all.transact(() ->
                                IntStream.range(0, 40).forEach(i -> all.map("m").put("key" + i, "v".repeat(60))))),
                change(all -> all.transact(() -> IntStream.range(3, 38).forEach(i -> all.map("m").remove("key" + i)))));
    }
}

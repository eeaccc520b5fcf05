package dev.firn.cli.crash;

import dev.firn.cli.UsageException;
import dev.firn.cli.crash.StoreScenario.Start;
import dev.firn.cli.crash.StoreScenario.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The runs that `firn crash explore` knows.
enum Scenarios {
    CREATE(
            "a store is made where there was nothing",
            () -> new StoreScenario(List.of(change(map -> map.put("a", "1"))), Start.NOTHING, 6, 6)),
    PUT(
            "one key, put three times",
            () ->
                    store(
                            change(map -> map.put("a", "1")),
                            change(map -> map.put("a", "2")),
                            change(map -> map.put("b", "3")))),
    REMOVE(
            "a key is put and taken away",
            () -> store(change(map -> map.put("a", "1")), change(map -> map.remove("a")))),
    BATCH(
            "transactions of several keys",
            () ->
                    store(
                            change(map -> {
                                map.put("alice", "100");
                                map.put("bob", "0");
                            }),
                            change(map -> {
                                map.put("alice", "90");
                                map.put("bob", "10");
                            }),
                            change(Map::clear))),
    REOPEN(
            "closed and opened between transactions",
            () -> store(change(map -> map.put("a", "1")), new Step.Reopen(), change(map -> map.put("a", "2")))),
    KILL(
            "killed between transactions, with what is in the caches left there",
            () -> store(change(map -> map.put("a", "1")), new Step.Kill(), change(map -> map.put("a", "2")))),
    ROTATION("segments are filled, sealed and opened", () -> new StoreScenario(rows(5, 900), Start.STORE, 12, 12)),
    GROWTH("the region grows", () -> new StoreScenario(rows(6, 1500), Start.STORE, 3, 16)),
    PAGES(
            "pages of the map split and vanish",
            () ->
                    new StoreScenario(
                            List.of(
                                    change(map ->
                                            IntStream.range(0, 30).forEach(i -> map.put("key" + i, "v".repeat(50)))),
                                    change(map -> IntStream.range(0, 28).forEach(i -> map.remove("key" + i)))),
                            Start.STORE,
                            12,
                            12)),
    LARGE(
            "a value over several segments",
            () ->
                    new StoreScenario(
                            List.of(
                                    change(map -> map.put("large", "x".repeat(9000))),
                                    change(map -> map.remove("large"))),
                            Start.STORE,
                            14,
                            14));

    private final String description;
    private final Supplier<StoreScenario> scenario;

    Scenarios(String description, Supplier<StoreScenario> scenario) {
        this.description = description;
        this.scenario = scenario;
    }

    String description() {
        return description;
    }

    StoreScenario scenario() {
        return scenario.get();
    }

    /// As users write it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws UsageException when there is none of that name
    static Scenarios of(String word) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "there is no scenario %s; there are %s"
                                        .formatted(
                                                word,
                                                Arrays.stream(values())
                                                        .map(Scenarios::word)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static StoreScenario store(Step... steps) {
        return new StoreScenario(List.of(steps), Start.STORE, 6, 6);
    }

    private static Step change(Consumer<Map<String, String>> change) {
        return new Step.Change(change);
    }

    private static List<Step> rows(int count, int bytes) {
        Stream<Step> rows =
                IntStream.range(0, count).mapToObj(i -> change(map -> map.put("key" + i, "v".repeat(bytes))));
        return rows.toList();
    }
}

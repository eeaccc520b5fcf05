package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Trees of several levels that are built and taken down in an order, one entry a commit or many: pages split at every
/// level, first children vanish, roots grow and become empty.
class TreeShapeTest {
    private static final int ENTRIES = 2500;

    /// What is left when all entries are gone: the roots of the catalogue and of the map.
    private static final int ROOTS = 2;

    /// In which order keys come or go.
    enum Order {
        ASCENDING,
        DESCENDING,
        RANDOM,
        INSIDE_OUT;

        List<Integer> keys() {
            var keys = IntStream.range(0, ENTRIES).boxed().collect(Collectors.toCollection(ArrayList::new));
            switch (this) {
                case ASCENDING -> {}
                case DESCENDING -> Collections.reverse(keys);
                case RANDOM -> Collections.shuffle(keys, new Random(11));
                case INSIDE_OUT ->
                        keys.sort((a, b) -> Integer.compare(Math.abs(a - ENTRIES / 2), Math.abs(b - ENTRIES / 2)));
            }
            return keys;
        }
    }

    private final Store store = Store.open(Stores.region(48 << 20), Stores.SMALL);
    private final DurableSortedMap<String, String> map = store.sortedMap("m", Codec.string(), Codec.string());
    private final TreeMap<String, String> model = new TreeMap<>();

    @ParameterizedTest
    @EnumSource
    void oneByOne(Order order) {
        for (int i : order.keys()) {
            map.put(key(i), "value " + i);
            model.put(key(i), "value " + i);
            if (i % 500 == 0) same();
        }
        same();
        for (int i : order.keys()) {
            assertThat(map.remove(key(i))).isEqualTo(model.remove(key(i)));
            if (i % 500 == 0) same();
        }
        same();
        assertThat(Stores.objects(store)).isEqualTo(ROOTS);
    }

    @ParameterizedTest
    @EnumSource
    void manyAtOnce(Order order) {
        var random = new Random(3);
        for (var part : parts(order.keys(), random)) {
            store.transact(() -> part.forEach(i -> map.put(key(i), "value " + i)));
            part.forEach(i -> model.put(key(i), "value " + i));
        }
        same();
        for (var part : parts(order.keys(), random)) {
            store.transact(() ->
                    part.forEach(i -> {
                        map.remove(key(i));
                        if (i % 3 == 0) map.put(key(i + ENTRIES), "other " + i);
                    }));
            part.forEach(i -> model.remove(key(i)));
            part.stream().filter(i -> i % 3 == 0).forEach(i -> model.put(key(i + ENTRIES), "other " + i));
        }
        same();
        map.headMap("k2").clear();
        model.headMap("k2").clear();
        same();
        store.transact(() -> model.keySet().forEach(map::remove));
        model.clear();
        same();
        assertThat(Stores.objects(store)).isEqualTo(ROOTS);
    }

    /// The first children of inner pages vanish; those behind them take lower and lower keys, and are divided there.
    @ParameterizedTest
    @EnumSource
    void lowerKeysComeBack(Order order) {
        for (int i = ENTRIES; i < 2 * ENTRIES; i++) put(i);
        for (int i = ENTRIES; i < ENTRIES + ENTRIES / 2; i++) {
            map.remove(key(i));
            model.remove(key(i));
        }
        same();
        for (int i : order.keys()) put(i);
        same();
        for (int i = ENTRIES; i < ENTRIES + ENTRIES / 2; i++) put(i);
        same();
    }

    private void put(int i) {
        map.put(key(i), "value " + i);
        model.put(key(i), "value " + i);
    }

    private static List<List<Integer>> parts(List<Integer> keys, Random random) {
        var parts = new ArrayList<List<Integer>>();
        for (int from = 0; from < keys.size(); ) {
            int to = Math.min(keys.size(), from + 1 + random.nextInt(400));
            parts.add(keys.subList(from, to));
            from = to;
        }
        return parts;
    }

    private void same() {
        assertThat(map.size()).isEqualTo(model.size());
        assertThat(new ArrayList<>(map.entrySet())).isEqualTo(new ArrayList<>(model.entrySet()));
        assertThat(new ArrayList<>(map.descendingKeySet())).isEqualTo(new ArrayList<>(model.descendingKeySet()));
        for (int i = 0; i < 2 * ENTRIES; i += 41) assertThat(map.get(key(i))).isEqualTo(model.get(key(i)));
    }

    /// Keys that differ late, so that inner pages hold few of them and there are many levels.
    private static String key(int i) {
        return "k" + i / 1000 + "-".repeat(60) + "%05d".formatted(i) + (i % 7 == 0 ? "+".repeat(90) : "");
    }
}

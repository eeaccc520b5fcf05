package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Views of views of a sorted map, at and across their borders, are those of a [TreeMap], exceptions included.
class SortedViewTest {
    /// A way from one view to another.
    sealed interface Cut {
        record Head(int to, boolean inclusive) implements Cut {}

        record Tail(int from, boolean inclusive) implements Cut {}

        record Sub(int from, boolean fromInclusive, int to, boolean toInclusive) implements Cut {}

        record Descend() implements Cut {}

        default NavigableMap<Integer, String> of(NavigableMap<Integer, String> map) {
            return switch (this) {
                case Head(int to, boolean inclusive) -> map.headMap(to, inclusive);
                case Tail(int from, boolean inclusive) -> map.tailMap(from, inclusive);
                case Sub(int from, boolean fromIn, int to, boolean toIn) -> map.subMap(from, fromIn, to, toIn);
                case Descend() -> map.descendingMap();
            };
        }
    }

    @Property(tries = 300)
    void viewsAreThoseOfATreeMap(
            @ForAll("keys") Set<Integer> keys, @ForAll("cuts") List<Cut> cuts, @ForAll("key") int probe) {
        var store = Stores.small();
        NavigableMap<Integer, String> mine = store.sortedMap("m", Codec.int32(), Codec.string());
        NavigableMap<Integer, String> model = new TreeMap<>();
        store.transact(() -> keys.forEach(key -> mine.put(key, "v" + key)));
        keys.forEach(key -> model.put(key, "v" + key));
        compare(mine, model, cuts, probe);
    }

    @Property(tries = 200)
    void viewsInATransactionAreThoseOfATreeMap(
            @ForAll("keys") Set<Integer> stored,
            @ForAll("keys") Set<Integer> written,
            @ForAll("keys") Set<Integer> removed,
            @ForAll("cuts") List<Cut> cuts,
            @ForAll("key") int probe) {
        var store = Stores.small();
        NavigableMap<Integer, String> mine = store.sortedMap("m", Codec.int32(), Codec.string());
        store.transact(() -> stored.forEach(key -> mine.put(key, "v" + key)));
        NavigableMap<Integer, String> model = new TreeMap<>(mine);
        store.transact(() -> {
            for (var map : List.of(mine, model)) {
                written.forEach(key -> map.put(key, "w" + key));
                removed.forEach(map::remove);
            }
            compare(mine, model, cuts, probe);
        });
    }

    private static void compare(
            NavigableMap<Integer, String> mine, NavigableMap<Integer, String> model, List<Cut> cuts, int probe) {
        NavigableMap<Integer, String> left = mine;
        NavigableMap<Integer, String> right = model;
        for (var cut : cuts) {
            var nextRight = answer(right, cut::of);
            var nextLeft = answer(left, cut::of);
            if (nextRight instanceof Class) {
                assertThat(nextLeft).isEqualTo(nextRight);
                return;
            }
            left = cut.of(left);
            right = cut.of(right);
        }
        for (var question : questions(probe)) assertThat(answer(left, question)).isEqualTo(answer(right, question));
        var other = new TreeMap<>(right);
        assertThat(left).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(left).hasToString(right.toString());
    }

    private static List<Function<NavigableMap<Integer, String>, Object>> questions(int probe) {
        return List.of(
                map -> new ArrayList<>(map.entrySet()),
                map -> new ArrayList<>(map.keySet()),
                map -> new ArrayList<>(map.values()),
                map -> new ArrayList<>(map.descendingKeySet()),
                NavigableMap::size,
                NavigableMap::isEmpty,
                NavigableMap::firstEntry,
                NavigableMap::lastEntry,
                NavigableMap::firstKey,
                NavigableMap::lastKey,
                map -> map.lowerEntry(probe),
                map -> map.floorEntry(probe),
                map -> map.ceilingEntry(probe),
                map -> map.higherEntry(probe),
                map -> map.lowerKey(probe),
                map -> map.floorKey(probe),
                map -> map.ceilingKey(probe),
                map -> map.higherKey(probe),
                map -> map.get(probe),
                map -> map.containsKey(probe),
                map -> map.containsValue("v" + probe),
                map -> map.put(probe, "new"),
                map -> map.remove(probe),
                map -> new ArrayList<>(map.navigableKeySet().headSet(probe, true)),
                map -> new ArrayList<>(map.navigableKeySet().tailSet(probe, false).descendingSet()),
                NavigableMap::pollFirstEntry,
                NavigableMap::pollLastEntry,
                map -> new ArrayList<>(map.entrySet()));
    }

    /// What a question is answered with, be it an exception.
    private static Object answer(
            NavigableMap<Integer, String> map, Function<NavigableMap<Integer, String>, ?> question) {
        try {
            return question.apply(map);
        } catch (IllegalArgumentException | NoSuchElementException exception) {
            return exception.getClass();
        }
    }

    @Provide
    static Arbitrary<Integer> key() {
        return Arbitraries.integers().between(-20, 20);
    }

    @Provide
    static Arbitrary<Set<Integer>> keys() {
        return key().set().ofMaxSize(30);
    }

    @Provide
    static Arbitrary<List<Cut>> cuts() {
        var inclusive = Arbitraries.of(true, false);
        Arbitrary<Cut> cut =
                Arbitraries.oneOf(
                        Combinators.combine(key(), inclusive).as(Cut.Head::new),
                        Combinators.combine(key(), inclusive).as(Cut.Tail::new),
                        Combinators.combine(key(), inclusive, key(), inclusive).as(Cut.Sub::new),
                        Arbitraries.just(new Cut.Descend()));
        return cut.list().ofMaxSize(4);
    }
}

package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.rules.CheckedRegion;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Whatever is done to a durable map, it answers and ends as a [TreeMap] would, and so it is after reopening.
class MapModelTest {
    /// One thing that can be done to a map; both sides answer the same.
    sealed interface Step {
        record Put(int key, int length) implements Step {}

        record Remove(int key) implements Step {}

        record Merge(int key, int length) implements Step {}

        record Compute(int key, boolean keep) implements Step {}

        record PutIfAbsent(int key, int length) implements Step {}

        record Replace(int key, int length) implements Step {}

        record ClearRange(int from, int to) implements Step {}

        record RemoveEach(int every) implements Step {}

        record Poll(boolean first) implements Step {}

        record Clear() implements Step {}

        record Fill(int from, int count, int length) implements Step {}

        record Commit(List<Step> steps) implements Step {}

        record Abort(List<Step> steps) implements Step {}

        record Reopen(boolean inOrder) implements Step {}

        record Look() implements Step {}
    }

    @Property(tries = 250)
    void behavesLikeATreeMap(@ForAll("steps") List<Step> steps) {
        run(Stores.SMALL, 4 << 20, steps);
    }

    @Property(tries = 25)
    void behavesLikeATreeMapInLargerSegments(@ForAll("steps") List<Step> steps) {
        run(Stores.SMALL.withSegmentBytes(64 << 10), 8 << 20, steps);
    }

    private static void run(StoreOptions options, int bytes, List<Step> steps) {
        var region = new CheckedRegion(Stores.memory(bytes));
        var subject = new Subject(region, options);
        try {
            for (var step : steps) {
                subject.take(step);
                region.acknowledge("a step");
            }
            subject.take(new Step.Look());
            subject.take(new Step.Reopen(true));
            subject.take(new Step.Look());
        } catch (StoreFullException full) {
            // Nothing is cleaned yet, so a long run may end here; what was there must still be.
            subject.take(new Step.Look());
        }
        region.left();
        region.requireNoFindings(); // here, since the extension knows nothing of properties
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        return step(1).list().ofMinSize(1).ofMaxSize(40);
    }

    private static Arbitrary<Step> step(int depth) {
        var key = Arbitraries.integers().between(0, 300);
        var length =
                Arbitraries.frequencyOf(
                        Tuple.of(20, Arbitraries.integers().between(0, 60)),
                        Tuple.of(4, Arbitraries.integers().between(200, 300)),
                        Tuple.of(1, Arbitraries.integers().between(300, 12_000)));
        Arbitrary<Step> simple =
                Arbitraries.frequencyOf(
                        Tuple.of(8, Combinators.combine(key, length).as(Step.Put::new)),
                        Tuple.of(5, key.map(Step.Remove::new)),
                        Tuple.of(2, Combinators.combine(key, length).as(Step.Merge::new)),
                        Tuple.of(2, Combinators.combine(key, Arbitraries.of(true, false)).as(Step.Compute::new)),
                        Tuple.of(1, Combinators.combine(key, length).as(Step.PutIfAbsent::new)),
                        Tuple.of(1, Combinators.combine(key, length).as(Step.Replace::new)),
                        Tuple.of(1, Combinators.combine(key, key).as(Step.ClearRange::new)),
                        Tuple.of(1, Arbitraries.integers().between(1, 4).map(Step.RemoveEach::new)),
                        Tuple.of(1, Arbitraries.of(true, false).map(Step.Poll::new)),
                        Tuple.of(1, Arbitraries.just(new Step.Clear())),
                        Tuple.of(
                                3,
                                Combinators.combine(
                                                key,
                                                Arbitraries.integers().between(1, 80),
                                                Arbitraries.integers().between(0, 60))
                                        .as(Step.Fill::new)),
                        Tuple.of(2, Arbitraries.just(new Step.Look())));
        if (depth == 0) return simple;
        var inner = step(0).list().ofMaxSize(12);
        return Arbitraries.frequencyOf(
                Tuple.of(16, simple),
                Tuple.of(3, inner.map(Step.Commit::new)),
                Tuple.of(2, inner.map(Step.Abort::new)),
                Tuple.of(2, Arbitraries.of(true, false).map(Step.Reopen::new)));
    }

    private static final class Abort extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// The map and its model.
    private static final class Subject {
        private final Region region;
        private final StoreOptions options;
        private Store store;
        private DurableSortedMap<String, String> map;
        private TreeMap<String, String> model = new TreeMap<>();
        private int counter;

        Subject(Region region, StoreOptions options) {
            this.region = region;
            this.options = options;
            open();
        }

        private void open() {
            store = Store.open(region, options);
            map = store.sortedMap("map", Codec.string(), Codec.string());
        }

        void take(Step step) {
            switch (step) {
                case Step.Put(int key, int length) -> {
                    String value = value(length);
                    same(map.put(key(key), value), model.put(key(key), value));
                }
                case Step.Remove(int key) -> same(map.remove(key(key)), model.remove(key(key)));
                case Step.Merge(int key, int length) -> {
                    String value = value(length);
                    same(map.merge(key(key), value, Subject::shorter), model.merge(key(key), value, Subject::shorter));
                }
                case Step.Compute(int key, boolean keep) -> {
                    String value = value(20);
                    same(
                            map.compute(key(key), (_, old) -> keep ? value + length(old) : null),
                            model.compute(key(key), (_, old) -> keep ? value + length(old) : null));
                }
                case Step.PutIfAbsent(int key, int length) -> {
                    String value = value(length);
                    same(map.putIfAbsent(key(key), value), model.putIfAbsent(key(key), value));
                }
                case Step.Replace(int key, int length) -> {
                    String value = value(length);
                    same(map.replace(key(key), value), model.replace(key(key), value));
                }
                case Step.ClearRange(int from, int to) -> {
                    String low = key(Math.min(from, to));
                    String high = key(Math.max(from, to));
                    map.subMap(low, true, high, false).clear();
                    model.subMap(low, true, high, false).clear();
                }
                case Step.RemoveEach(int every) -> {
                    same(removeEach(map.keySet(), every), removeEach(model.keySet(), every));
                }
                case Step.Poll(boolean first) -> {
                    if (first) same(map.pollFirstEntry(), model.pollFirstEntry());
                    else same(map.pollLastEntry(), model.pollLastEntry());
                }
                case Step.Clear() -> {
                    map.clear();
                    model.clear();
                }
                case Step.Fill(int from, int count, int length) -> {
                    var more = new TreeMap<String, String>();
                    for (int i = 0; i < count; i++) more.put(key(from + i), value(length));
                    map.putAll(more);
                    model.putAll(more);
                }
                case Step.Commit(var steps) -> commit(steps);
                case Step.Abort(var steps) -> abort(steps);
                case Step.Reopen(boolean inOrder) -> {
                    if (inOrder) store.close();
                    open();
                }
                case Step.Look() -> look();
            }
        }

        private void commit(List<Step> steps) {
            var before = new TreeMap<>(model);
            try {
                store.transact(() -> steps.forEach(this::take));
            } catch (StoreFullException full) {
                model = before;
                throw full;
            }
        }

        private void abort(List<Step> steps) {
            var before = new TreeMap<>(model);
            try {
                store.transact(() -> {
                    steps.forEach(this::take);
                    throw new Abort();
                });
            } catch (Abort expected) {
                model = before;
            }
        }

        private void look() {
            assertThat(map).hasSize(model.size());
            assertThat(new ArrayList<>(map.entrySet())).isEqualTo(new ArrayList<>(model.entrySet()));
            assertThat(new ArrayList<>(map.descendingMap().entrySet()))
                    .isEqualTo(new ArrayList<>(model.descendingMap().entrySet()));
            for (int key = 0; key < 380; key += 7) {
                same(map.get(key(key)), model.get(key(key)));
                same(map.floorEntry(key(key)), model.floorEntry(key(key)));
                same(map.higherKey(key(key)), model.higherKey(key(key)));
            }
        }

        private static List<String> removeEach(Set<String> keys, int every) {
            var removed = new ArrayList<String>();
            int count = 0;
            for (var i = keys.iterator(); i.hasNext(); ) {
                String key = i.next();
                if (count++ % every != 0) continue;
                i.remove();
                removed.add(key);
            }
            return removed;
        }

        private static void same(Object found, Object expected) {
            if (!Objects.equals(found, expected)) assertThat(found).isEqualTo(expected);
        }

        private String value(int length) {
            return "%07d".formatted(counter++).repeat(length / 7 + 1).substring(0, length);
        }

        private static String shorter(String left, String right) {
            return left.length() + right.length() < 400 ? left + right : right;
        }

        private static int length(String text) {
            return text == null ? -1 : text.length();
        }

        /// Keys of very different lengths, the empty one among them.
        private static String key(int number) {
            if (number == 0) return "";
            return number % 10 == 3
                    ? "k%03d".formatted(number) + "long".repeat(number % 40)
                    : "k%03d".formatted(number);
        }
    }
}

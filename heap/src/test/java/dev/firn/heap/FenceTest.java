package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// What durability costs: one fence for a transaction that changes something, none for anything else. Fences of
/// segments that are opened are counted apart.
class FenceTest {
    private final Store store = Stores.small();
    private final DurableSortedMap<Long, String> map = store.sortedMap("m", Codec.int64(), Codec.string());

    private long fences(Runnable work) {
        return Stores.fences(store, work);
    }

    @Test
    void oneForASingleChange() {
        for (long i = 0; i < 500; i++) {
            long key = i;
            assertThat(fences(() -> map.put(key % 100, "value " + key))).isEqualTo(1);
        }
        for (long i = 0; i < 100; i += 2) {
            long key = i;
            assertThat(fences(() -> map.remove(key))).isEqualTo(1);
        }
    }

    @Test
    void oneForAComputation() {
        assertThat(fences(() -> map.merge(1L, "a", String::concat))).isEqualTo(1);
        assertThat(fences(() -> map.merge(1L, "b", String::concat))).isEqualTo(1);
        assertThat(fences(() -> map.compute(1L, (_, old) -> old + "c"))).isEqualTo(1);
        assertThat(fences(() -> map.computeIfAbsent(2L, _ -> "d"))).isEqualTo(1);
        assertThat(fences(() -> map.putIfAbsent(3L, "e"))).isEqualTo(1);
        assertThat(fences(() -> map.replace(3L, "f"))).isEqualTo(1);
        assertThat(fences(() -> map.pollFirstEntry())).isEqualTo(1);
        assertThat(map).isEqualTo(Map.of(2L, "d", 3L, "f"));
    }

    @Test
    void oneForATransactionOfMany() {
        var other = store.map("other", Codec.string(), Codec.string());
        assertThat(
                        fences(() ->
                                store.transact(() -> {
                                    for (long i = 0; i < 20; i++) map.put(i, "x");
                                    other.put("a", "b");
                                    map.remove(7L);
                                })))
                .isEqualTo(1);
        assertThat(fences(() -> map.putAll(Map.of(100L, "x", 101L, "y")))).isEqualTo(1);
        assertThat(fences(map::clear)).isEqualTo(1);
    }

    @Test
    void oneForALargeValueInItsFrame() {
        assertThat(fences(() -> map.put(1L, "x".repeat(2000)))).isEqualTo(1);
        assertThat(fences(() -> map.put(1L, "y".repeat(2000)))).isEqualTo(1);
    }

    @Test
    void noneForReads() {
        for (long i = 0; i < 200; i++) map.put(i, "value " + i);
        assertThat(
                        fences(() -> {
                            map.get(7L);
                            map.get(700L);
                            map.containsKey(8L);
                            map.size();
                            map.firstEntry();
                            map.headMap(50L).forEach((_, _) -> {});
                            store.read(() -> map.get(9L));
                            store.transact(() -> map.get(9L));
                            store.collections();
                            store.map("m2", Codec.int64(), Codec.string()).equals(map);
                        }))
                .isEqualTo(1); // the new collection m2
    }

    @Test
    void noneForWhatChangesNothing() {
        map.put(1L, "one");
        assertThat(
                        fences(() -> {
                            map.remove(2L);
                            map.remove(1L, "two");
                            map.replace(1L, "two", "three");
                            map.replace(2L, "two");
                            map.putIfAbsent(1L, "two");
                            map.computeIfAbsent(1L, _ -> "two");
                            map.computeIfPresent(2L, (_, _) -> "two");
                            map.compute(2L, (_, _) -> null);
                            map.headMap(0L).clear();
                            store.sortedMap("m", Codec.int64(), Codec.string());
                            store.transact(() -> {});
                            store.transact(() -> {
                                map.put(5L, "five");
                                map.remove(5L);
                            });
                        }))
                .isZero();
    }

    @Test
    void noneForAborts() {
        assertThat(
                        fences(() -> {
                            try (var tx = store.begin()) {
                                map.put(1L, "one");
                                tx.rollback();
                            }
                            try (var tx = store.begin()) {
                                map.put(2L, "two");
                                assertThat(tx.isOpen()).isTrue();
                            }
                        }))
                .isZero();
        assertThat(map).isEmpty();
    }

    @Test
    void anEmptyMapIsClearedForNothing() {
        assertThat(fences(map::clear)).isZero();
    }
}

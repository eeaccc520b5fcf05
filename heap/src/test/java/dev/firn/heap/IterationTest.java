package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IterationTest {
    private final Store store = Stores.small();
    private final DurableSortedMap<Integer, String> map = store.sortedMap("m", Codec.int32(), Codec.string());

    private void fill(int count) {
        store.transact(() -> IntStream.range(0, count).forEach(i -> map.put(i, "v" + i)));
    }

    @Test
    void anIteratorShowsTheMapAsItWasWhenItWasMade() {
        fill(500);
        var iterator = map.keySet().iterator();
        var before = new ArrayList<>(map.keySet());
        for (int i = 0; i < 500; i += 2) map.remove(i);
        for (int i = 500; i < 3000; i++) map.put(i, "x");
        var seen = new ArrayList<Integer>();
        iterator.forEachRemaining(seen::add);
        assertThat(seen).isEqualTo(before);
    }

    @Test
    void anIteratorInATransactionShowsWhatItWritesFromThereOn() {
        fill(5);
        store.transact(() -> {
            var seen = new ArrayList<Integer>();
            for (int key : map.keySet()) {
                seen.add(key);
                if (key == 1) map.remove(2);
                if (key == 3) map.put(10, "late");
                if (key == 3) map.put(0, "too late");
                if (key == 10) map.put(11, "later");
            }
            assertThat(seen).containsExactly(0, 1, 3, 4, 10, 11);
        });
    }

    /// As the constructors of collections of the JDK do.
    @Test
    void whoCountsEntriesAndNeverAsksForMoreHoldsNothing() {
        fill(500);
        for (var iterator : List.of(map.keySet().iterator(), map.descendingMap().keySet().iterator())) {
            for (int i = 0; i < 499; i++) iterator.next();
            assertThat(store.metrics().snapshots().open()).isPositive();
            iterator.next();
        }
        assertThat(new TreeMap<>(map)).hasSize(500);
        assertThat(store.metrics().snapshots().open()).isZero();
    }

    @Test
    void clearingWhileIteratingInATransactionEndsIt() {
        fill(100);
        store.transact(() -> {
            var keys = map.keySet().iterator();
            keys.next();
            map.clear();
            map.put(50, "new");
            assertThat(keys.next()).isEqualTo(50);
            assertThat(keys.hasNext()).isFalse();
        });
    }

    @Test
    void removingThroughEveryView() {
        fill(6);
        remove(map.keySet().iterator());
        remove(map.values().iterator());
        remove(map.entrySet().iterator());
        remove(map.descendingKeySet().iterator());
        assertThat(map.keySet()).containsExactly(3, 4);
        assertThat(map.keySet().remove(3)).isTrue();
        assertThat(map.values().remove("v4")).isTrue();
        assertThat(map).isEmpty();
    }

    private static void remove(Iterator<?> iterator) {
        assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
        iterator.next();
        iterator.hasNext();
        iterator.remove();
        assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settingTheValueOfAnEntry() {
        fill(3);
        for (var entry : map.entrySet()) assertThat(entry.setValue(entry.getValue() + "!")).startsWith("v");
        assertThat(map).isEqualTo(Map.of(0, "v0!", 1, "v1!", 2, "v2!"));
        map.replaceAll((key, value) -> value + key);
        assertThat(map).isEqualTo(Map.of(0, "v0!0", 1, "v1!1", 2, "v2!2"));
        assertThatThrownBy(() -> map.firstEntry().setValue("no")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theEnd() {
        var keys = map.keySet().iterator();
        assertThat(keys.hasNext()).isFalse();
        assertThatThrownBy(keys::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(map::firstKey).isInstanceOf(NoSuchElementException.class);
        assertThat(map.firstEntry()).isNull();
        assertThat(map.pollLastEntry()).isNull();
    }

    @Test
    void viewsAreLive() {
        var keys = map.navigableKeySet();
        var values = map.values();
        var part = map.subMap(10, 20).descendingMap();
        fill(30);
        assertThat(keys).hasSize(30);
        assertThat(values).contains("v29");
        assertThat(part.keySet()).containsExactly(19, 18, 17, 16, 15, 14, 13, 12, 11, 10);
        part.headMap(15).clear();
        assertThat(part).hasSize(6);
        assertThat(map).hasSize(26);
        assertThatThrownBy(() -> part.put(20, "outside")).isInstanceOf(IllegalArgumentException.class);
        assertThat(part.get(20)).isNull();
        assertThat(part.remove(20)).isNull();
        assertThat(map.get(20)).isEqualTo("v20");
    }

    @Test
    void streams() {
        fill(200);
        assertThat(map.keySet().stream().mapToInt(i -> i).sum()).isEqualTo(199 * 100);
        assertThat(map.values().parallelStream().distinct().count()).isEqualTo(200);
        assertThat(map.entrySet().stream().map(Map.Entry::getKey).toList())
                .isEqualTo(IntStream.range(0, 200).boxed().toList());
        assertThat(map.keySet().toArray()).hasSize(200);
    }

    @Test
    void contractsOfEqualsHashCodeAndToString() {
        fill(3);
        Map<Integer, String> same = Map.of(0, "v0", 1, "v1", 2, "v2");
        assertThat(map).isEqualTo(same).hasSameHashCodeAs(same).hasToString("{0=v0, 1=v1, 2=v2}");
        assertThat(map.equals(List.of())).isFalse();
        assertThat(map.keySet()).isEqualTo(same.keySet());
        assertThat(map.entrySet()).isEqualTo(same.entrySet()).hasSameHashCodeAs(same.entrySet());
        assertThat(map.entrySet().contains(Map.entry(1, "v1"))).isTrue();
        assertThat(map.entrySet().contains(Map.entry(1, "v2"))).isFalse();
        assertThat(map.entrySet().remove(Map.entry(1, "v2"))).isFalse();
        assertThat(map.entrySet().remove(Map.entry(1, "v1"))).isTrue();
        assertThat(map.containsValue("v2")).isTrue();
    }

    @Test
    void oldVersionsGoWhenNobodyLooksAtThem() throws InterruptedException {
        fill(10);
        var abandoned = map.keySet().iterator();
        abandoned.next();
        assertThat(store.metrics().snapshots().open()).isEqualTo(1);
        for (int i = 0; i < 10_000; i++) map.put(i % 10, "x");
        assertThat(store.metrics().snapshots().oldVersions()).isGreaterThan(9_000);
        assertThat(abandoned.next()).isEqualTo(1);
        abandoned = null;
        for (int i = 0; i < 100 && store.metrics().snapshots().open() > 0; i++) {
            System.gc();
            Thread.sleep(10);
            for (int j = 0; j < 1000; j++) map.put(j % 10, "y");
        }
        assertThat(store.metrics().snapshots().open()).isZero();
        assertThat(store.metrics().snapshots().oldVersions()).isLessThan(9_000);
    }

    @Test
    void anIteratorAtItsEndHoldsNothing() {
        fill(10);
        var keys = map.keySet().iterator();
        while (keys.hasNext()) keys.next();
        assertThat(store.metrics().snapshots().open()).isZero();
        map.firstEntry();
        map.isEmpty();
        assertThat(store.metrics().snapshots().open()).isZero();
    }
}

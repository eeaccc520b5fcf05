package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.pmem.Region;
import dev.firn.recovery.RecoveryReport.Checkpoint;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The file gets shorter when little is in it, and as long as it has to be, before it has to.
class CompactionTest {
    private static final int SEGMENT = 4 << 10;

    private static StoreOptions limited(int segments) {
        return Stores.SMALL.withMaxBytes(bytes(segments));
    }

    private static int bytes(int segments) {
        return 2 * 4096 + segments * SEGMENT;
    }

    private static Region growing(int segments) {
        var region = Stores.memory(bytes(2000));
        region.shrink(bytes(segments));
        return region;
    }

    private static Map<Integer, String> fill(Store store, int count) {
        var map = store.sortedMap("map", Codec.int32(), Codec.string());
        for (int key = 0; key < count; key++) map.put(key, "value " + key + "x".repeat(100));
        return map;
    }

    @Test
    void aStoreThatWasLargeGetsSmall() {
        var region = growing(20);
        var store = Store.open(region, Stores.SMALL);
        var map = fill(store, 3000);
        long grown = region.size();
        assertThat(grown).isGreaterThan(bytes(120));
        for (int key = 0; key < 3000; key++) if (key % 20 != 0) map.remove(key);
        var expected = new TreeMap<>(map);
        assertThat(store.compact(_ -> true)).isTrue();
        assertThat(region.size()).isLessThan(grown / 3);
        assertThat(store.space().file()).isEqualTo(region.size());
        assertThat(map).isEqualTo(expected);
        CleaningTest.assertLiveIsWhatTheMappingShows(store);

        var again = Store.open(region, Stores.SMALL); // as after a kill
        assertThat(again.recovery().checkpoint()).isEqualTo(Checkpoint.USED);
        var found = again.sortedMap("map", Codec.int32(), Codec.string());
        assertThat(found).isEqualTo(expected);
        for (int key = 0; key < 2000; key++) found.put(key, "again " + key);
        assertThat(found).hasSize(2000 + 50);
        assertThat(region.size()).isGreaterThan(bytes(20));
        again.close();
        assertThat(Store.open(region, Stores.SMALL).sortedMap("map", Codec.int32(), Codec.string())).hasSize(2050);
    }

    @Test
    void othersCommitBetweenSteps() {
        var region = growing(20);
        var store = Store.open(region, Stores.SMALL);
        var map = fill(store, 1500);
        for (int key = 0; key < 1500; key++) if (key % 10 != 0) map.remove(key);
        int[] steps = {0};
        assertThat(
                        store.compact(_ -> {
                            map.put(steps[0] % 300, "between " + steps[0]++);
                            return true;
                        }))
                .isTrue();
        assertThat(steps[0]).isGreaterThan(5);
        assertThat(map.get((steps[0] - 1) % 300)).isEqualTo("between " + (steps[0] - 1));
        CleaningTest.assertLiveIsWhatTheMappingShows(store);
        store.close();
    }

    @Test
    void itDoesNotGrowWhileAReaderHoldsOldSegments() {
        var region = growing(20);
        var store = Store.open(region, Stores.SMALL);
        var map = fill(store, 1500);
        for (int key = 0; key < 1500; key++) if (key % 10 != 0) map.remove(key);
        long before = region.size();
        store.read(() -> {
            assertThat(map).hasSize(150);
            var compaction = Thread.ofPlatform().start(() -> store.compact(_ -> true));
            join(compaction);
            assertThat(region.size()).isLessThanOrEqualTo(before);
            assertThat(map).hasSize(150);
        });
        assertThat(store.compact(_ -> true)).isTrue();
        assertThat(region.size()).isLessThan(before / 3);
        assertThat(map).hasSize(150);
        store.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void itEndsWhereItIsTold() {
        var store = Store.open(growing(20), Stores.SMALL);
        var map = fill(store, 1000);
        map.clear();
        assertThat(store.compact(_ -> false)).isFalse();
        Thread.currentThread().interrupt();
        assertThat(store.compact(_ -> true)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() ->
                        store.compact(_ -> {
                            throw new IllegalStateException("enough");
                        }))
                .hasMessage("enough");
        map.put(1, "one");
        assertThat(store.compact(_ -> true)).isTrue();
        assertThat(map).hasSize(1);
        store.close();
    }

    @Test
    void roomThatIsReservedNeedsNoGrowth() {
        var region = growing(4);
        var store = Store.open(region, limited(400));
        var map = store.map("map", Codec.int32(), Codec.string());
        map.put(0, "first");
        store.reserve(400_000);
        long size = region.size();
        assertThat(size).isGreaterThan(400_000);
        for (int key = 0; key < 400; key++) map.put(key, "x".repeat(700));
        assertThat(region.size()).isEqualTo(size);
        store.close();
    }

    @Test
    void theLimitIsKept() {
        var region = growing(4);
        var options = Stores.SMALL.withMaxBytes(bytes(64) + 100);
        var store = Store.open(region, options);
        assertThatThrownBy(() -> store.reserve(64 * SEGMENT)).isInstanceOf(StoreFullException.class);
        assertThat(region.size()).isEqualTo(bytes(4));
        store.reserve(25 * SEGMENT);
        var map = store.map("map", Codec.int32(), Codec.string());
        assertThatThrownBy(() -> IntStream.range(0, 10_000).forEach(key -> map.put(key, "x".repeat(300))))
                .isInstanceOf(StoreFullException.class);
        assertThat(region.size()).isBetween((long) bytes(45), (long) bytes(64));
        store.close();
    }
}

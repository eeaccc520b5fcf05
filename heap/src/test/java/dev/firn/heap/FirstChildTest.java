package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The first child of a tree, found under key K, takes keys below K when those before it have vanished. Then it is
/// divided: also exactly at K, where the new part would take its place in the parent and hide it, with all its keys.
class FirstChildTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void isNotHiddenByAPartOfItself(int seed) {
        var store = Store.open(Stores.region(16 << 20), Stores.SMALL);
        var map = store.sortedMap("m", Codec.int64(), Codec.string());
        var model = new TreeMap<Long, String>();
        var random = new Random(seed);
        for (int i = 0; i < 4000; i++) {
            long key = (long) (150 * random.nextDouble() * random.nextDouble());
            if (random.nextInt(8) == 0) {
                map.remove(key);
                model.remove(key);
            } else {
                String value = "v".repeat(random.nextInt(random.nextInt(20) == 0 ? 1500 : 300));
                map.put(key, value);
                model.put(key, value);
            }
            if (i % 50 == 0) assertThat(new TreeMap<>(map)).as("after %d changes", i).isEqualTo(model);
        }
        assertThat(new TreeMap<>(map)).isEqualTo(model);
        store.close();
    }
}

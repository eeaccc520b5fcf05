package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One transaction with more changed objects than a frame can count.
class LargeTransactionTest {
    private static final int OBJECTS = 70_000;

    @Test
    void moreThan65535ObjectsInOneCommit() {
        var region = Stores.region(192 << 20);
        try (var store = Store.open(region, StoreOptions.defaults())) {
            var map = store.map("m", Codec.int32(), Codec.bytes());
            var value = new byte[1100]; // an object of its own
            for (int from = 0; from < OBJECTS; from += 10_000) {
                int first = from;
                store.transact(() -> IntStream.range(first, first + 10_000).forEach(i -> map.put(i, value)));
            }
            map.clear();
            map.put(7, new byte[1]);
            assertThat(Stores.objects(store)).isEqualTo(2);
        }
        try (var store = Store.open(region, StoreOptions.defaults())) {
            assertThat(store.map("m", Codec.int32(), Codec.bytes()).keySet()).containsExactly(7);
            assertThat(Stores.objects(store)).isEqualTo(2);
        }
    }
}

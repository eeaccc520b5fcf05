package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Threads that ask for a new collection at the same moment get one and the same.
class CatalogueRaceTest {
    private static final int ROUNDS = 3000;

    /// The one creates it. The other asks in a transaction that cannot create, again and again, so that it finds it as
    /// soon as it can be seen. A map's size is kept in memory, so two handles of one map must share it.
    @Test
    void whoCreatesAndWhoFindsACollectionShareIt() throws Exception {
        var store = Store.open(Stores.region(16 << 20), Stores.SMALL.withSegmentBytes(64 << 10));
        try (var threads = Executors.newFixedThreadPool(1)) {
            for (int round = 0; round < ROUNDS; round++) {
                String name = "m" + round;
                var finding = threads.submit(() -> find(store, name));
                var created = map(store, name);
                var found = finding.get();
                assertThat(created.size() + found.size()).isZero(); // from here on it is counted
                created.put("a", "1");
                found.put("b", "2");
                assertThat(created.size()).as("size in round %d", round).isEqualTo(2);
                assertThat(found.size()).as("size in round %d", round).isEqualTo(2);
            }
        }
        assertThat(store.collections()).hasSize(ROUNDS);
    }

    private static DurableMap<String, String> find(Store store, String name) {
        while (true) {
            try {
                return store.read(() -> map(store, name));
            } catch (ReadOnlyTransactionException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    private static DurableMap<String, String> map(Store store, String name) {
        return store.map(name, Codec.string(), Codec.string());
    }
}

package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Threads that ask for a new collection at the same moment get one and the same.
class CatalogueRaceTest {
    private static final int ROUNDS = 400;
    private static final int THREADS = 3;

    @Test
    void whoCreatesAndWhoFindsACollectionShareIt() throws Exception {
        var store = Stores.small();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int round = 0; round < ROUNDS; round++) {
                String name = "m" + round;
                var barrier = new CyclicBarrier(THREADS);
                var all =
                        IntStream.range(0, THREADS)
                                .mapToObj(thread -> threads.submit(() -> use(store, name, barrier, thread)))
                                .toList();
                for (var one : all) assertThat(one.get().size()).as("size in round %d", round).isEqualTo(THREADS);
            }
        }
        assertThat(store.collections()).hasSize(ROUNDS);
    }

    /// The map, when all threads have put something into theirs: its size is kept in memory.
    private static DurableMap<String, String> use(Store store, String name, CyclicBarrier barrier, int thread)
            throws Exception {
        barrier.await();
        var map = store.map(name, Codec.string(), Codec.string());
        map.put("key " + thread, "value");
        barrier.await();
        return map;
    }
}

package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transactions that arrive together share a synchronisation of the file, and none returns before its own is durable.
class GroupCommitTest {
    private static final int WRITERS = 16;
    private static final int EACH = 40;

    @TempDir Path directory;

    @Test
    void commitsShareSynchronisations() throws Exception {
        Path path = directory.resolve("store");
        try (var store = Store.create(path, StoreOptions.defaults().withBackend("fdatasync"))) {
            var map = store.map("map", Codec.int32(), Codec.int32());
            var before = store.region().counters();
            try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
                var all =
                        IntStream.range(0, WRITERS)
                                .mapToObj(writer -> writers.submit(() -> work(store, map, writer)))
                                .toList();
                for (Future<?> one : all) one.get();
            }
            long syncs = store.region().counters().since(before).syncs();
            assertThat(syncs).isLessThan(WRITERS * EACH / 2);
            assertThat(store.metrics().commits()).isGreaterThanOrEqualTo(WRITERS * EACH);
            check(map);
        }
        try (var store = Store.open(path)) {
            check(store.map("map", Codec.int32(), Codec.int32()));
        }
    }

    /// Each writer's own key, and one that all of them count up.
    private static void work(Store store, DurableMap<Integer, Integer> map, int writer) {
        for (int i = 0; i < EACH; i++) {
            int value = i;
            store.transact(() -> {
                map.put(writer, value);
                map.merge(-1, 1, Integer::sum);
            });
            assertThat(map.get(writer)).isEqualTo(value);
        }
    }

    private static void check(DurableMap<Integer, Integer> map) {
        assertThat(map).hasSize(WRITERS + 1).containsEntry(-1, WRITERS * EACH);
        for (int writer = 0; writer < WRITERS; writer++) assertThat(map).containsEntry(writer, EACH - 1);
    }
}

package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

    /// A transaction that only reads sees commits that are not yet durable, as it runs among writers. It must not
    /// return with them before they are: a power cut would take away what its caller acts on, and a later plain read
    /// would not see it.
    @Test
    void whoReadsACommitThatIsUnderWayWaitsForIt() throws Exception {
        var region = new HeldRegion(Stores.region(8192 + 64 * 4096));
        try (var store = Store.open(region, StoreOptions.defaults().withSegmentBytes(4096));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var map = store.map("map", Codec.string(), Codec.string());
            map.put("key", "old");
            region.hold();
            var writer = threads.submit(() -> map.put("key", "new"));
            assertThat(region.isHeldSoon()).isTrue();
            var reader = threads.submit(() -> store.transact(() -> map.get("key")));
            var noOp = threads.submit(() -> map.remove("key", "other"));
            Thread.sleep(50);
            boolean early = reader.isDone();
            var plain = map.get("key");
            region.release();
            assertThat(early).as("returned before what they had read was durable").isFalse();
            assertThat(plain).isEqualTo("old");
            assertThat(writer.get()).isEqualTo("old");
            assertThat(reader.get()).isEqualTo("new");
            assertThat(noOp.get()).isFalse();
            assertThat(map.get("key")).isEqualTo("new");
        }
    }

    /// Page mode with synchronisations that can be held up.
    private static final class HeldRegion extends DelegatingRegion {
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean hold;

        HeldRegion(Region region) {
            super(region);
        }

        void hold() {
            hold = true;
        }

        boolean isHeldSoon() throws InterruptedException {
            return held.await(10, TimeUnit.SECONDS);
        }

        void release() {
            released.countDown();
        }

        @Override
        public Granularity granularity() {
            return Granularity.PAGE;
        }

        @Override
        public void drain() {
            if (hold) {
                held.countDown();
                try {
                    assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            super.drain();
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

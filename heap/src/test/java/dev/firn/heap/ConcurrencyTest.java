package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int THREADS = 6;

    private final Store store = Store.open(Stores.region(64 << 20), StoreOptions.defaults().withSegmentBytes(64 << 10));
    private final DurableSortedMap<Integer, Long> map = store.sortedMap("m", Codec.int32(), Codec.int64());

    private static <T> List<T> inThreads(int threads, Callable<T> work) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < threads; i++) futures.add(pool.submit(work));
            var results = new ArrayList<T>();
            for (var future : futures) results.add(future.get());
            return results;
        }
    }

    @Test
    void incrementsAreNotLost() throws Exception {
        inThreads(
                THREADS,
                () -> {
                    for (int i = 0; i < 400; i++) {
                        map.merge(i % 7, 1L, Long::sum);
                        map.compute(100 + i % 5, (_, old) -> old == null ? 1 : old + 1);
                        int key = 200 + i % 3;
                        store.transact(() -> map.put(key, map.getOrDefault(key, 0L) + 1));
                    }
                    return null;
                });
        assertThat(sum(0, 100)).isEqualTo(THREADS * 400L);
        assertThat(sum(100, 200)).isEqualTo(THREADS * 400L);
        assertThat(sum(200, 300)).isEqualTo(THREADS * 400L);
    }

    private long sum(int from, int to) {
        return map.subMap(from, to).values().stream().mapToLong(i -> i).sum();
    }

    @Test
    void onlyOnePutsWhatWasAbsent() throws Exception {
        var won = inThreads(THREADS, () -> IntStream.range(0, 300).filter(i -> map.putIfAbsent(i, 1L) == null).count());
        assertThat(won.stream().mapToLong(i -> i).sum()).isEqualTo(300);
        var replaced = inThreads(THREADS, () -> IntStream.range(0, 300).filter(i -> map.replace(i, 1L, 2L)).count());
        assertThat(replaced.stream().mapToLong(i -> i).sum()).isEqualTo(300);
        var polled =
                inThreads(
                        THREADS,
                        () -> {
                            long count = 0;
                            while (map.pollFirstEntry() != null) count++;
                            return count;
                        });
        assertThat(polled.stream().mapToLong(i -> i).sum()).isEqualTo(300);
    }

    /// Money moves between accounts while others look: every look finds all of it, and pages split and vanish
    /// meanwhile.
    @Test
    void everySnapshotIsOneMoment() throws Exception {
        int accounts = 300;
        store.transact(() -> IntStream.range(0, accounts).forEach(i -> map.put(i, 100L)));
        var done = new AtomicBoolean();
        try (var pool = Executors.newFixedThreadPool(4)) {
            var readers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 3; i++) readers.add(pool.submit(() -> lookWhile(done, accounts)));
            var random = new Random(5);
            for (int i = 0; i < 4000; i++) transfer(random, accounts);
            done.set(true);
            for (var reader : readers) assertThat(reader.get()).isPositive();
        }
    }

    private void transfer(Random random, int accounts) {
        int from = random.nextInt(accounts);
        int to = random.nextInt(accounts);
        long amount = random.nextInt(50);
        store.transact(() -> {
            change(from, -amount);
            change(to, amount);
        });
    }

    /// An empty account is closed, so that pages come and go.
    private void change(int account, long amount) {
        map.compute(
                account,
                (_, old) -> {
                    long now = (old == null ? 0 : old) + amount;
                    return now == 0 ? null : now;
                });
    }

    private int lookWhile(AtomicBoolean done, int accounts) {
        int looks = 0;
        while (!done.get() || looks == 0) {
            long all = map.values().stream().mapToLong(i -> i).sum();
            assertThat(all).isEqualTo(accounts * 100L);
            store.read(() -> {
                long sum = 0;
                for (int i = 0; i < accounts; i++) sum += map.getOrDefault(i, 0L);
                assertThat(sum).isEqualTo(accounts * 100L);
                assertThat(map.size()).isEqualTo((int) map.keySet().stream().count());
            });
            looks++;
        }
        return looks;
    }

    @Test
    void pointReadsGoOnWhileEverythingChanges() throws Exception {
        map.put(1_000_000, 7L);
        var done = new AtomicBoolean();
        try (var pool = Executors.newFixedThreadPool(3)) {
            var readers = new ArrayList<Future<Long>>();
            for (int i = 0; i < 2; i++) {
                readers.add(
                        pool.submit(() -> {
                            long reads = 0;
                            while (!done.get() || reads == 0) {
                                assertThat(map.get(1_000_000)).isEqualTo(7L);
                                reads++;
                            }
                            return reads;
                        }));
            }
            for (int round = 0; round < 10; round++) {
                for (int i = 0; i < 1000; i++) map.put(i, (long) round);
                map.headMap(1000).clear();
            }
            done.set(true);
            for (var reader : readers) assertThat(reader.get()).isPositive();
        }
    }
}

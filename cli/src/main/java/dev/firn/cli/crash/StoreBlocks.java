package dev.firn.cli.crash;

import dev.firn.faultinjection.blocks.BlockSubject;
import dev.firn.heap.Store;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// The store as the subject of a block campaign: made, filled by several threads, closed, opened again and filled
/// further.
final class StoreBlocks implements BlockSubject {
    private static final int THREADS = 3;
    private static final int LIVES = 2;
    private static final int TRANSACTIONS = 40;

    private final Script script;
    private final boolean drains;
    private final Queue<Promise> promises = new ConcurrentLinkedQueue<>();

    /// At that moment transaction `number` of a thread was acknowledged.
    private record Promise(long position, int thread, long number) {}

    /// @param drains whether the store waits for the medium; otherwise it is the control
    StoreBlocks(Script script, boolean drains) {
        this.script = script;
        this.drains = drains;
    }

    @Override
    public void work(Path folder, LongSupplier position) throws InterruptedException {
        for (int life = 0; life < LIVES; life++) {
            if (drains) {
                try (var store = open(folder)) {
                    work(store, life, position);
                }
            } else workUndrained(folder, life, position);
        }
    }

    private void workUndrained(Path folder, int life, LongSupplier position) throws InterruptedException {
        if (life == 0) open(folder).close();
        try (Region region = Regions.open(file(folder), RegionOptions.defaults());
                var store =
                        new WorkStore(
                                Store.open(new UndrainedRegion(region), WorkStore.options(WorkStore.ANY_BACKEND)),
                                script)) {
            work(store, life, position);
        }
    }

    private void work(WorkStore store, int life, LongSupplier position) throws InterruptedException {
        List<Thread> threads =
                IntStream.range(0, THREADS)
                        .mapToObj(thread -> Thread.ofPlatform().start(() -> work(store, thread, life, position)))
                        .toList();
        for (Thread thread : threads) thread.join();
    }

    private void work(WorkStore store, int thread, int life, LongSupplier position) {
        for (long number = life * TRANSACTIONS + 1; number <= (life + 1) * TRANSACTIONS; number++) {
            store.apply(thread, number);
            promises.add(new Promise(position.getAsLong(), thread, number));
        }
    }

    @Override
    public List<String> judge(Path folder, long position) {
        long[] atLeast = new long[THREADS];
        for (Promise promise : promises) {
            if (promise.position() > position) continue;
            atLeast[promise.thread()] = Math.max(atLeast[promise.thread()], promise.number());
        }
        long[] atMost = IntStream.range(0, THREADS).mapToLong(_ -> (long) LIVES * TRANSACTIONS).toArray();
        try (var store = open(folder)) {
            return WorkJudge.judge(store, script, atLeast, atMost);
        }
    }

    private WorkStore open(Path folder) {
        return new WorkStore(Store.open(file(folder), WorkStore.options(WorkStore.ANY_BACKEND)), script);
    }

    private static Path file(Path folder) {
        return folder.resolve("store.firn");
    }
}

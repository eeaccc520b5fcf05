package dev.firn.heap.check;

import dev.firn.heap.check.CheckListener.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Does the same to many segments, by several threads where there are enough.
final class Parallel {
    private static final long PARALLEL_BYTES = 16L << 20;

    private final CheckListener listener;
    private final Phase phase;
    private final long bytesEach;
    private final int threads;

    Parallel(CheckListener listener, Phase phase, long bytesEach, int threads) {
        this.listener = listener;
        this.phase = phase;
        this.bytesEach = bytesEach;
        this.threads = threads;
    }

    <W, T> void run(List<T> items, Supplier<W> worker, BiConsumer<W, T> work) {
        var next = new AtomicInteger();
        var done = new AtomicInteger();
        Runnable one =
                () -> {
                    var mine = worker.get();
                    for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                        Cancelled.check(listener);
                        work.accept(mine, items.get(i));
                        tell(done, items.size());
                    }
                };
        if (threads == 1 || items.size() * bytesEach < PARALLEL_BYTES) one.run();
        else inPool(one, Math.min(threads, items.size()));
    }

    private synchronized void tell(AtomicInteger done, int all) {
        listener.progress(phase, done.incrementAndGet() * bytesEach, all * bytesEach);
    }

    private static void inPool(Runnable one, int count) {
        try (var pool = Executors.newFixedThreadPool(count, Thread.ofPlatform().daemon().factory())) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) running.add(pool.submit(one));
            for (var future : running) join(future);
        }
    }

    /// An interrupt does not end the waiting; it is kept.
    private static void join(Future<?> future) {
        boolean interrupted = false;
        while (true) {
            try {
                future.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) throw cause;
                if (e.getCause() instanceof Error cause) throw cause;
                throw new IllegalStateException(e.getCause());
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}

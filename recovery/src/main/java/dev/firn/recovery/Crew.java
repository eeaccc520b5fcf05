package dev.firn.recovery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Work done by several threads, the calling one among them.
final class Crew {
    private Crew() {}

    /// Returns what each of `threads` threads has come to: the calling one with `own`, the others with `others`. What
    /// one of them throws is thrown; `stop` tells the others to come to an end then.
    static <T> List<T> run(int threads, Supplier<T> own, Supplier<T> others, Runnable stop) {
        if (threads == 1) return Collections.singletonList(own.get());
        try (var pool =
                Executors.newFixedThreadPool(
                        threads - 1, Thread.ofPlatform().daemon().name("firn-recovery-", 0).factory())) {
            var parts = new ArrayList<Future<T>>();
            for (int i = 1; i < threads; i++) parts.add(pool.submit(others::get));
            try {
                var all = new ArrayList<T>();
                all.add(own.get());
                for (var part : parts) all.add(join(part));
                return all;
            } catch (Throwable failure) {
                stop.run(); // or the pool would wait for everything else to be done
                throw failure;
            }
        }
    }

    /// Waits for a worker, which has one piece left at most; an interrupt is kept for later.
    private static <T> T join(Future<T> part) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return part.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException cause) throw cause;
                    if (e.getCause() instanceof Error cause) throw cause;
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}

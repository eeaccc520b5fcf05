package dev.firn.pmem;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs blocking calls where they may block: on a platform thread of their own.
///
/// A virtual thread in a system call keeps its carrier from everybody else, and a thread inside a `FileChannel` that is
/// interrupted closes the channel for everybody else. The thread is a daemon, starts with its first work and ends with
/// the region.
final class Offload implements AutoCloseable {
    /// What may fail.
    interface Work<T> {
        T run() throws IOException;
    }

    /// Who must not do the work himself.
    enum Whom {
        VIRTUAL,
        EVERYBODY
    }

    private final Whom whom;
    private final ExecutorService thread;

    Offload(Whom whom, String name) {
        this.whom = whom;
        this.thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("firn-io " + name).factory());
    }

    /// Waits for the end of the work, whatever interrupts there are; their status is kept.
    <T> T call(Work<T> work) throws IOException {
        if (whom == Whom.VIRTUAL && !Thread.currentThread().isVirtual()) return work.run();
        return await(thread.submit(work::run));
    }

    /// Does not wait: whoever starts it must [#await] it.
    <T> Future<T> start(Work<T> work) {
        return thread.submit(work::run);
    }

    static <T> T await(Future<T> future) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            throw rethrow(failed.getCause());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static IOException rethrow(Throwable cause) {
        return switch (cause) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new IOException(cause);
        };
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}

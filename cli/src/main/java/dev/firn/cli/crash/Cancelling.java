package dev.firn.cli.crash;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets Ctrl-C end a campaign in order: the working thread is interrupted, cleans up and prints its partial report, and
/// only then the JVM ends. Open while the campaign and its report are at work.
final class Cancelling implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    Cancelling() {
        Thread worker = Thread.currentThread();
        hook = new Thread(() -> cancel(worker), "cancelling");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void cancel(Thread worker) {
        worker.interrupt();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        Thread.interrupted(); // It has been heeded.
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The shutdown has begun, and the hook with it.
        }
    }
}

package dev.firn.cli.demo;

import java.io.PrintWriter;

/// Ends a run cleanly when the user presses Ctrl-C: the child is killed, the store stays as sound as after any kill.
final class Cancellation implements AutoCloseable {
    private final Thread hook;

    Cancellation(CrashRun run, Watcher watcher, Place place, PrintWriter err) {
        hook = new Thread(() -> cancel(run, watcher, place, err), "cancellation");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// A child that got the signal before we did: our own end is near, and speaks for itself.
    static void awaitIfAsked(ChildFailedException failure) {
        if (!failure.wasAskedTo()) return;
        try {
            Thread.sleep(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cancel(CrashRun run, Watcher watcher, Place place, PrintWriter err) {
        run.cancel();
        watcher.close();
        err.println();
        err.println(
                place.isKept()
                        ? "Cancelled after %d files; the store %s is intact."
                                .formatted(run.model().done(), place.store())
                        : "Cancelled after %d files; the temporary store is deleted.".formatted(run.model().done()));
        err.flush();
        place.close();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The shutdown has begun, and the hook with it.
        }
    }
}

package dev.firn.heap;

import dev.firn.log.Scrub;
import dev.firn.pmem.FirnException;
import java.util.concurrent.locks.LockSupport;

/// Verifies a store in the background: calls [Scrub#step] when there is something to do, until it is told to end.
final class ScrubThread implements AutoCloseable {
    private final Thread thread;
    private volatile boolean ending;

    ScrubThread(Scrub scrub) {
        this.thread = Thread.ofPlatform().daemon().name("firn-scrub").start(() -> run(scrub));
    }

    private void run(Scrub scrub) {
        try {
            while (!ending) {
                long wait = scrub.step();
                if (wait > 0 && !ending) LockSupport.parkNanos(this, wait);
            }
        } catch (FirnException | InternalError closedOrFailed) {
            // The store has ended or failed: whoever uses it is told, there is nothing left to verify.
        }
    }

    /// Waits for its end: nobody reads a region that is closed. An interrupt does not end the waiting.
    @Override
    public void close() {
        ending = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}

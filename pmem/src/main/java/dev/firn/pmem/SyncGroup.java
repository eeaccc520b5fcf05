package dev.firn.pmem;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets threads that drain at the same time share one synchronisation.
///
/// A drain is served by any synchronisation that **started** after it was called, never by one already running: that
/// one may have passed the caller's pages before they were written. So whoever comes while one runs waits for the next,
/// and the first to find none running leads it, for all who came in the meantime.
///
/// The dirty range is shared as well: whoever leads takes all of it. A thread whose bytes were taken by another's
/// synchronisation still waits for that one's end, since its own comes after it.
final class SyncGroup {
    /// Makes a range durable, or everything when the medium has no notion of one.
    interface Sync {
        void run(long from, long to) throws IOException;
    }

    private final Sync sync;
    private final Poison poison;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private long started;
    private long completed;
    private long failed;
    private Throwable firstFailure;
    private boolean running;
    private long dirtyFrom = Long.MAX_VALUE;
    private long dirtyTo;

    SyncGroup(Sync sync, Poison poison) {
        this.sync = sync;
        this.poison = poison;
    }

    /// To be called after the bytes were stored, not before: a range may be taken at any moment.
    void dirty(long from, long to) {
        lock.lock();
        try {
            dirtyFrom = Math.min(dirtyFrom, from);
            dirtyTo = Math.max(dirtyTo, to);
        } finally {
            lock.unlock();
        }
    }

    /// Returns when a synchronisation that started after this call has succeeded.
    void await() {
        lock.lock();
        try {
            long ticket = started + 1;
            while (completed < ticket) {
                if (failed == ticket) throw SyncFailedException.of(firstFailure);
                poison.check();
                if (running) ended.awaitUninterruptibly();
                else lead();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Synchronises by other means, while no other synchronisation runs: the system tells of a failed write-back once,
    /// and whoever asks at the same time would not hear of it. A failure poisons before anybody else goes on.
    void alone(Sync work) {
        lock.lock();
        try {
            while (running) ended.awaitUninterruptibly();
            poison.check();
            running = true;
        } finally {
            lock.unlock();
        }
        Throwable thrown = null;
        try {
            work.run(0, 0);
        } catch (IOException | RuntimeException | Error failure) {
            thrown = failure;
        }
        lock.lock();
        try {
            if (thrown != null) throw poison.set(SyncFailedException.of(thrown));
        } finally {
            running = false;
            ended.signalAll();
            lock.unlock();
        }
    }

    /// Called, and left, with the lock held; works without it.
    private void lead() {
        long number = ++started;
        long from = dirtyFrom;
        long to = dirtyTo;
        dirtyFrom = Long.MAX_VALUE;
        dirtyTo = 0;
        running = true;
        lock.unlock();
        Throwable thrown = null;
        try {
            sync.run(from, to);
        } catch (IOException | RuntimeException | Error failure) {
            thrown = failure;
        } finally {
            lock.lock();
            running = false;
            ended.signalAll();
        }
        if (thrown == null) {
            completed = number;
            return;
        }
        failed = number;
        firstFailure = thrown;
        poison.set(SyncFailedException.of(thrown));
    }
}

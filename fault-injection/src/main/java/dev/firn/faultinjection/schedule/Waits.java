package dev.firn.faultinjection.schedule;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// What [WaitsLoader] puts in the place of calls that wait. For threads that are in no schedule each does what it
/// stands for.
public final class Waits {
    private Waits() {}

    /// In the place of `lock`: gives the turn away while another thread has the lock.
    public static void lock(Lock lock) {
        if (lock instanceof ReentrantLock known && Thread.currentThread() instanceof ScheduledThread thread) {
            thread.turns().lock(known);
        } else {
            lock.lock();
        }
    }

    /// In the place of `Thread.onSpinWait`: gives the turn away until another thread has done something.
    public static void spin() {
        if (Thread.currentThread() instanceof ScheduledThread thread) thread.turns().nap();
        else Thread.onSpinWait();
    }

    /// In the place of `Thread.yield`.
    public static void yield() {
        if (Thread.currentThread() instanceof ScheduledThread thread) thread.turns().nap();
        else Thread.yield();
    }

    /// In the place of `LockSupport.parkNanos`, which may return at any time.
    public static void nap(long nanos) {
        if (Thread.currentThread() instanceof ScheduledThread thread) thread.turns().nap();
        else LockSupport.parkNanos(nanos);
    }
}

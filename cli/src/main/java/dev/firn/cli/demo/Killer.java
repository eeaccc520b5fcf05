package dev.firn.cli.demo;

import java.time.Duration;

/// Kills one child at the moment that its [Kill] names, and any child that has not been heard of for too long.
///
/// Thread-safe.
final class Killer {
    private final Child child;
    private final Kill kill;
    private final Pace pace;
    private final Duration patience;
    private long heardAt = System.nanoTime();
    private long acknowledged = -1;
    private long last = Long.MAX_VALUE;
    private boolean fired;
    private boolean stalled;

    Killer(Child child, Kill kill, Pace pace, Duration patience) {
        this.child = child;
        this.kill = kill;
        this.pace = pace;
        this.patience = patience;
    }

    /// To be called when the child has been started.
    void started() {
        Thread.ofPlatform().daemon().name("stall-guard").start(this::guard);
        if (kill instanceof Kill.AtStart(double share)) fire((long) (share * pace.startNanos()));
    }

    /// The child says that it has got that far.
    synchronized void acknowledged(long number) {
        heardAt = System.nanoTime();
        acknowledged = number;
        check();
    }

    /// There is no document after that one, so nobody need wait for a later one.
    synchronized void noneAfter(long number) {
        last = number;
        check();
    }

    /// Whether the child's end was ours to decide.
    synchronized boolean fired() {
        return fired;
    }

    /// Whether the child was killed because it hung.
    synchronized boolean stalled() {
        return stalled;
    }

    /// The child has ended.
    synchronized void ended() {
        heardAt = Long.MAX_VALUE;
        notifyAll();
    }

    private void check() {
        if (!fired
                && kill instanceof Kill.AtWork(long number, double share)
                && acknowledged >= Math.min(number, last)) {
            fire((long) (share * 2 * pace.transactionNanos()));
        }
    }

    private synchronized void fire(long delayNanos) {
        fired = true;
        Thread.ofPlatform()
                .daemon()
                .name("killer")
                .start(() -> {
                    pause(delayNanos);
                    child.kill();
                });
    }

    private static void pause(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Nobody interrupts it; if somebody did, sooner is as good as later.
        }
    }

    private synchronized void guard() {
        try {
            while (heardAt != Long.MAX_VALUE) {
                long leftMillis = patience.toMillis() - (System.nanoTime() - heardAt) / 1_000_000;
                if (leftMillis <= 0) {
                    stalled = true;
                    child.kill();
                    return;
                }
                wait(leftMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.firn.faultinjection.kill;

import java.time.Duration;

/// Kills one process at its [KillMoment], or when it has not been heard of for too long.
///
/// Thread-safe.
final class Killer {
    private final Victim victim;
    private final KillMoment moment;
    private final Pace pace;
    private long killAt;
    private long guardAt;
    private final long patienceNanos;
    private boolean armed;
    private boolean fired;
    private boolean stalled;
    private boolean over;
    private int acknowledged;

    Killer(Victim victim, KillMoment moment, Pace pace, Duration patience) {
        this.victim = victim;
        this.moment = moment;
        this.pace = pace;
        this.patienceNanos = patience.toNanos();
        this.guardAt = System.nanoTime() + patienceNanos;
        Thread.ofPlatform().daemon().name("killer").start(this::run);
    }

    /// The process said that.
    synchronized void heard(Heard what) {
        guardAt = System.nanoTime() + patienceNanos;
        if (what == Heard.ACKNOWLEDGED) acknowledged++;
        switch (moment) {
            case KillMoment.Opening(double share) -> {
                if (what == Heard.OPENING) arm(share * pace.openingNanos());
            }
            case KillMoment.Working(int count, double share) -> {
                boolean atWork = what == Heard.OPENED || what == Heard.ACKNOWLEDGED;
                if (atWork && acknowledged >= count) arm(share * pace.stepNanos());
            }
            case KillMoment.Closing(_, double share) -> {
                if (what == Heard.CLOSING) arm(share * pace.closingNanos());
            }
        }
    }

    /// How many acknowledgements it heard.
    synchronized int acknowledged() {
        return acknowledged;
    }

    /// Whether it has killed at the moment.
    synchronized boolean fired() {
        return fired;
    }

    /// Whether it has killed because nothing was heard.
    synchronized boolean stalled() {
        return stalled;
    }

    /// The process has ended: nobody is killed any more.
    synchronized void ended() {
        over = true;
        notifyAll();
    }

    private void arm(double delayNanos) {
        if (armed) return;
        armed = true;
        killAt = System.nanoTime() + (long) delayNanos;
        notifyAll();
    }

    private synchronized void run() {
        try {
            while (!over && !fired && !stalled) {
                long left = (armed ? killAt : guardAt) - System.nanoTime();
                if (left > 0) wait(left / 1_000_000, (int) (left % 1_000_000));
                else fire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Nobody interrupts it; if somebody did, it would only end sooner.
        }
    }

    private void fire() {
        fired = armed;
        stalled = !armed;
        victim.kill();
    }
}

package dev.firn.faultinjection.kill;

import java.time.Duration;

/// Kills one process at its [KillMoment], when it has not been heard of for too long, or when time is over.
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
    private final long until;
    private End end = End.BY_ITSELF;
    private boolean over;
    private int acknowledged;

    /// Why a process ends.
    enum End {
        BY_ITSELF,
        AT_ITS_MOMENT,
        HUNG,
        OUT_OF_TIME
    }

    Killer(Victim victim, KillMoment moment, Pace pace, Duration patience, long until) {
        this.victim = victim;
        this.moment = moment;
        this.pace = pace;
        this.patienceNanos = patience.toNanos();
        this.until = until;
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

    /// Whether it has killed, and why.
    synchronized End end() {
        return end;
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
            while (!over && end == End.BY_ITSELF) {
                long now = System.nanoTime();
                long own = (armed ? killAt : guardAt) - now;
                long left = Math.min(own, until - now);
                if (left > 0) wait(left / 1_000_000, (int) (left % 1_000_000));
                else kill(own > 0 ? End.OUT_OF_TIME : armed ? End.AT_ITS_MOMENT : End.HUNG);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Nobody interrupts it; if somebody did, it would only end sooner.
        }
    }

    private void kill(End why) {
        end = why;
        victim.kill();
    }
}

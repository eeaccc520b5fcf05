package dev.firn.faultinjection.schedule;

/// A thread that has its turns from one [Turns].
final class ScheduledThread extends Thread {
    private final Turns turns;

    ScheduledThread(Turns turns, String name, Runnable body) {
        super(null, body, name);
        this.turns = turns;
        setDaemon(true);
    }

    Turns turns() {
        return turns;
    }
}

package dev.firn.faultinjection.schedule;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A thread of a schedule. Fields are written under the lock of [Turns], or by the thread itself while it has the turn.
final class Worker {
    /// Remainders of thread ids by this are the workers' numbers, so that code that divides its work by thread id does
    /// so in the same way in each run.
    static final int MOST = 8;

    static final BooleanSupplier ALWAYS = () -> true;

    enum State {
        /// Has the turn, has been woken, or waits for something that is not the turn.
        OUTSIDE,
        /// Waits for the turn.
        WAITING,
        ENDED
    }

    final int index;
    final Thread thread;
    volatile State state = State.OUTSIDE;
    volatile Point point = Point.START;
    volatile long argument;
    volatile boolean fresh;
    boolean joined;

    /// It is on its way to [State#WAITING] or [State#ENDED], and may have to wait for the lock of [Turns]: no waiting
    /// for another thread of the schedule.
    volatile boolean arriving;

    /// What it waits for beside the turn.
    volatile BooleanSupplier condition = ALWAYS;

    Worker(Turns turns, int index, Runnable body) {
        this.index = index;
        this.thread = unstarted(turns, index, body);
    }

    private static Thread unstarted(Turns turns, int index, Runnable body) {
        while (true) {
            var thread = new ScheduledThread(turns, "scheduled-" + index, body);
            if (thread.threadId() % MOST == index) return thread;
        }
    }

    /// Whether it could go on now.
    boolean isReady() {
        return state == State.WAITING && condition.getAsBoolean();
    }

    /// Waits until it has the turn.
    void awaitTurn() {
        boolean interrupted = false;
        while (state == State.WAITING) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    @Override
    public String toString() {
        return switch (state) {
            case ENDED -> "thread " + index + " has ended";
            case WAITING ->
                    switch (point) {
                        case LOCK -> "thread " + index + " waits for a lock" + where();
                        case NAP -> "thread " + index + " waits in a loop" + where();
                        case START, INVOKE, RESPOND, WRITE, PUBLISH, FLUSH, DRAIN, GROW, SHRINK, RELEASE, LOAD, PAUSE ->
                                "thread " + index + " before " + point + " 0x" + Long.toHexString(argument);
                    };
            case OUTSIDE -> "thread " + index + " is " + thread.getState() + where();
        };
    }

    private String where() {
        var frames = thread.getStackTrace();
        var text = new StringBuilder();
        for (int frame = 0; frame < Math.min(frames.length, 12); frame++)
            text.append("\n    at ").append(frames[frame]);
        return text.toString();
    }
}

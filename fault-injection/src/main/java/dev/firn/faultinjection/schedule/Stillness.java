package dev.firn.faultinjection.schedule;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Tells whether every thread that has the turn, or was woken, now waits for another thread, and goes on waiting.
///
/// The state of a thread alone does not say: one that sleeps in a loop may find its condition fulfilled when it looks
/// next, and one that was unparked still counts as waiting until it runs. So every thread that waits is woken, which
/// code that parks must bear at any time, and must be seen to wait twice more: between the two it has looked again.
/// One that waits for a monitor must be kept out by another thread of the schedule. One in `Object.wait` counts as
/// waiting until it was notified. Where several wait, all this is done as many times as there are such threads, since
/// one that went on for a little may have freed another.
///
/// Not safe for use by several threads.
final class Stillness {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WAITS = 2;

    enum Answer {
        /// All wait for each other or for the turn.
        STILL,
        /// Some thread is at work.
        MOVING,
        /// All seem to wait; look again.
        UNDECIDED
    }

    private final List<Worker> workers;
    private final long[] firstWaits = new long[Worker.MOST];
    private final boolean[] confirmed = new boolean[Worker.MOST];
    private long epoch = -1;
    private int pass;

    Stillness(List<Worker> workers) {
        this.workers = workers;
    }

    /// Looks once. What was seen before is forgotten when `now` differs from the last call's.
    Answer look(long now) {
        if (now != epoch) begin(now);
        int outside = 0;
        boolean all = true;
        for (var worker : workers) {
            if (worker.state != Worker.State.OUTSIDE) continue;
            outside++;
            if (worker.arriving || worker.thread.getState() == Thread.State.RUNNABLE) return Answer.MOVING;
            if (!confirmed[worker.index]) confirmed[worker.index] = waits(worker);
            all &= confirmed[worker.index];
        }
        if (outside == 0) return Answer.MOVING;
        if (!all) return Answer.UNDECIDED;
        clear();
        return ++pass >= outside ? Answer.STILL : Answer.UNDECIDED;
    }

    private void begin(long now) {
        epoch = now;
        pass = 0;
        clear();
    }

    private void clear() {
        for (int index = 0; index < confirmed.length; index++) {
            confirmed[index] = false;
            firstWaits[index] = -1;
        }
    }

    private boolean waits(Worker worker) {
        var info = THREADS.getThreadInfo(worker.thread.threadId());
        if (info == null) return false;
        return switch (info.getThreadState()) {
            case BLOCKED -> isOneOfUs(info.getLockOwnerId(), worker);
            case WAITING, TIMED_WAITING -> waitsAgain(worker, info);
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    private boolean isOneOfUs(long owner, Worker except) {
        for (var worker : workers) if (worker != except && worker.thread.threadId() == owner) return true;
        return false;
    }

    private boolean waitsAgain(Worker worker, ThreadInfo info) {
        if (info.getThreadState() == Thread.State.WAITING && mayBeInMonitor(worker, info)) return isInMonitor(worker);
        long waits = info.getWaitedCount();
        if (firstWaits[worker.index] < 0) firstWaits[worker.index] = waits;
        if (waits >= firstWaits[worker.index] + WAITS) return true;
        LockSupport.unpark(worker.thread);
        return false;
    }

    private static boolean mayBeInMonitor(Worker worker, ThreadInfo info) {
        return info.getLockInfo() != null && LockSupport.getBlocker(worker.thread) == null;
    }

    private static boolean isInMonitor(Worker worker) {
        var info = THREADS.getThreadInfo(worker.thread.threadId(), 1);
        if (info == null || info.getThreadState() != Thread.State.WAITING) return false;
        var frames = info.getStackTrace();
        return frames.length > 0 && frames[0].getClassName().equals("java.lang.Object");
    }
}

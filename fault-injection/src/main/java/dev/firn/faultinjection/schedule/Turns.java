package dev.firn.faultinjection.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// One turn for several threads: whoever has it runs to its next [Point], and then somebody is chosen for the next.
///
/// A choice is made only when every thread has ended, waits for the turn, or waits for another thread
/// ([Stillness] makes sure of that). So a choice never depends on how fast anything was. What is not controlled: a
/// thread that another one wakes runs beside it, until both come to their next point.
///
/// Invariant: while `outside` is 0, nobody but the holder of `lock` changes anything.
final class Turns {
    private static final long POLL_NANOS = 20_000;

    /// Rounds in which all threads that can go on do nothing but nap, before that counts as a deadlock: each may have
    /// left one loop for another.
    private static final int MOST_NAPS = 100;

    /// How long all wait for each other before that is a deadlock, where some wait in ways that are not under control.
    private static final long GRACE_NANOS = 500_000_000;

    private static final long FAREWELL_MILLIS = 200;

    /// Ends a thread of a run that is given up.
    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("the schedule has ended", null, false, false);
        }
    }

    private final Chooser chooser;
    private final Set<Point> points;
    private final long patienceNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Integer> choices = new ArrayList<>();
    private volatile Thread controller;
    private volatile boolean begun;
    private volatile boolean over;
    private volatile Throwable failure;
    private volatile long epoch;
    private volatile long progress;
    private int naps;
    private int outside;
    private volatile int last = -1;

    Turns(Chooser chooser, Set<Point> points, Duration patience) {
        this.chooser = chooser;
        this.points = EnumSet.copyOf(points);
        this.points.addAll(EnumSet.of(Point.START, Point.INVOKE, Point.RESPOND));
        this.patienceNanos = patience.toNanos();
    }

    boolean stopsAt(Point point) {
        return points.contains(point);
    }

    Schedule schedule() {
        return new Schedule(choices);
    }

    /// Runs all to their ends. Returns null, or why they did not come there.
    ///
    /// @throws CancellationException when the calling thread was interrupted
    Throwable run(List<Task> tasks) {
        if (tasks.isEmpty() || tasks.size() > Worker.MOST) {
            throw new IllegalArgumentException(
                    "a schedule has 1 to %d threads, not %d".formatted(Worker.MOST, tasks.size()));
        }
        controller = Thread.currentThread();
        outside = tasks.size();
        for (int index = 0; index < tasks.size(); index++) workers.add(worker(index, tasks.get(index)));
        begun = true;
        for (var worker : workers) worker.thread.start();
        try {
            control();
        } finally {
            farewell();
        }
        return failure;
    }

    /// The calling thread is about to do something that others could notice.
    void pause(Point point, long argument) {
        if (!begun || over && Thread.currentThread() == controller) return;
        var worker = current();
        if (worker == null) throw new ForeignThreadException(Thread.currentThread(), point);
        if (over) throw new Abandoned();
        boolean fresh = worker.fresh;
        worker.fresh = false;
        worker.condition = Worker.ALWAYS;
        if (point == Point.INVOKE && fresh) return;
        // Whoever was woken while another one has the turn stops in any case, so that the trace has one order.
        if (!points.contains(point) && worker.index == last) return;
        arrive(worker, point, argument);
        worker.awaitTurn();
        if (over) throw new Abandoned();
    }

    /// Takes `wanted`, for a thread of the schedule. While another thread has it, this one is not ready.
    void lock(ReentrantLock wanted) {
        while (!wanted.tryLock()) await(Point.LOCK, () -> !wanted.isLocked());
    }

    /// A thread of the schedule waits for another one, in a loop that looks again: it is ready when any other has done
    /// something.
    void nap() {
        long seen = progress;
        await(Point.NAP, () -> progress > seen);
    }

    private void await(Point point, BooleanSupplier condition) {
        var worker = current();
        if (over) throw new Abandoned();
        worker.fresh = false;
        worker.condition = condition;
        arrive(worker, point, 0);
        worker.awaitTurn();
        if (over) throw new Abandoned();
    }

    /// The number of the calling thread, or -1 when it is none of the schedule's.
    int index() {
        var worker = current();
        return worker == null ? -1 : worker.index;
    }

    private Worker current() {
        var thread = Thread.currentThread();
        for (var worker : workers) if (worker.thread == thread) return worker;
        return null;
    }

    private Worker worker(int index, Task task) {
        return new Worker(this, index, () -> work(index, task));
    }

    private void work(int index, Task task) {
        var worker = workers.get(index);
        try {
            arrive(worker, Point.START, 0);
            worker.awaitTurn();
            worker.fresh = true;
            if (!over) task.run();
        } catch (Throwable thrown) {
            stop(thrown);
        } finally {
            leave(worker);
        }
    }

    private void arrive(Worker worker, Point point, long argument) {
        worker.arriving = true;
        lock.lock();
        try {
            if (over) return;
            worker.point = point;
            worker.argument = argument;
            worker.state = Worker.State.WAITING;
            outside--;
            epoch++;
            if (point != Point.NAP) progressed();
            if (outside == 0) decide();
        } finally {
            worker.arriving = false;
            lock.unlock();
        }
    }

    private void leave(Worker worker) {
        worker.arriving = true;
        lock.lock();
        try {
            worker.state = Worker.State.ENDED;
            outside--;
            epoch++;
            progressed();
            if (outside == 0 && !over) decide();
        } finally {
            worker.arriving = false;
            lock.unlock();
        }
        LockSupport.unpark(controller);
    }

    /// Gives the turn away. All stand still; the caller holds the lock.
    private void decide() {
        if (hasEnded()) {
            end(null);
            return;
        }
        long ready = ready();
        if (ready == 0 && isAnyNapping() && naps++ < MOST_NAPS) {
            progress++;
            ready = ready();
        }
        if (ready == 0) {
            // One that waits for a thread outside of the schedule goes on by itself: see control().
            if (outside == 0) end(new DeadlockException(describe()));
            return;
        }
        try {
            last = chooser.choose(new Decision(choices.size(), ready, last, signature()));
        } catch (RuntimeException refused) {
            end(refused);
            return;
        }
        choices.add(last);
        var chosen = workers.get(last);
        outside++;
        epoch++;
        chosen.state = Worker.State.OUTSIDE;
        LockSupport.unpark(chosen.thread);
    }

    private boolean hasEnded() {
        for (var worker : workers) if (worker.state != Worker.State.ENDED) return false;
        return true;
    }

    private boolean isAnyNapping() {
        for (var worker : workers) {
            if (worker.state == Worker.State.WAITING && worker.point == Point.NAP) return true;
        }
        return false;
    }

    private long ready() {
        long ready = 0;
        for (var worker : workers) if (worker.isReady()) ready |= 1L << worker.index;
        return ready;
    }

    private long signature() {
        long signature = 0;
        for (var worker : workers) {
            if (worker.state != Worker.State.WAITING) continue;
            signature = 31 * (31 * (31 * signature + worker.index) + worker.point.ordinal()) + worker.argument;
        }
        return signature;
    }

    private void progressed() {
        progress++;
        naps = 0;
    }

    private void control() {
        var stillness = new Stillness(workers);
        long seen = -1;
        long since = System.nanoTime();
        while (!over) {
            if (Thread.interrupted()) {
                stop(new CancellationException("interrupted"));
                Thread.currentThread().interrupt();
                return;
            }
            long now = epoch;
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
                joinEnded();
            }
            switch (stillness.look(now)) {
                case STILL -> {
                    decideUnlessChanged(now);
                    if (System.nanoTime() - since > GRACE_NANOS && now == epoch) {
                        stop(new DeadlockException(describe()));
                    }
                }
                case MOVING -> LockSupport.parkNanos(this, POLL_NANOS);
                case UNDECIDED -> Thread.yield();
            }
            if (System.nanoTime() - since > patienceNanos && seen == epoch) stop(new StuckException(describe()));
        }
    }

    /// Whoever waits for the end of a thread must have been told before the next choice.
    private void joinEnded() {
        for (var worker : workers) {
            if (worker.joined || worker.state != Worker.State.ENDED) continue;
            join(worker, 0);
            // A thread counts as terminated shortly before it notifies who joins it, under its own monitor.
            synchronized (worker.thread) {
                worker.joined = true;
            }
        }
    }

    private void decideUnlessChanged(long before) {
        lock.lock();
        try {
            if (epoch == before && !over && outside > 0 && !isAnyArriving()) decide();
        } finally {
            lock.unlock();
        }
    }

    private boolean isAnyArriving() {
        for (var worker : workers) if (worker.arriving) return true;
        return false;
    }

    private void stop(Throwable cause) {
        lock.lock();
        try {
            if (!over) end(cause);
        } finally {
            lock.unlock();
        }
    }

    private void end(Throwable cause) {
        failure = cause;
        over = true;
        epoch++;
        for (var worker : workers) {
            if (worker.state != Worker.State.WAITING) continue;
            worker.state = Worker.State.OUTSIDE;
            outside++;
            LockSupport.unpark(worker.thread);
        }
        LockSupport.unpark(controller);
    }

    /// Waits for the threads; one that hangs is left behind, as a daemon.
    private void farewell() {
        for (var worker : workers) {
            if (join(worker, failure == null ? 0 : FAREWELL_MILLIS)) continue;
            worker.thread.interrupt();
            join(worker, FAREWELL_MILLIS);
        }
    }

    private static boolean join(Worker worker, long millis) {
        boolean interrupted = Thread.interrupted();
        try {
            return worker.thread.join(millis == 0 ? Duration.ofMinutes(1) : Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private String describe() {
        var text = new StringBuilder();
        for (var worker : workers) text.append('\n').append(worker);
        return text.toString();
    }
}

package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.schedule.history.History;
import dev.firn.faultinjection.schedule.history.Linearizability;
import dev.firn.faultinjection.schedule.history.Specifications;
import dev.firn.faultinjection.schedule.history.Specifications.CounterCall;
import dev.firn.pmem.Region;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// A counter with a cell for each thread, in lines of their own: its value is their sum.
record ToyCells(Habit habit, int threads, int each) implements ConcurrentScenario<Long> {
    /// How it counts.
    enum Habit {
        CORRECT,
        /// Answers before its own fence.
        ANSWER_BEFORE_DRAIN,
        /// Leaves the lock before its fence: the next one counts on what a crash may still take away.
        UNLOCK_BEFORE_DRAIN,
        /// Has no lock: two may read the same sum.
        NO_LOCK
    }

    @Override
    public SimulatedRegion prepare() {
        return SimulatedRegion.create(1024, 1024);
    }

    @Override
    public List<Task> threads(Run run) {
        var lock = new ReentrantLock();
        return IntStream.range(0, threads)
                .<Task>mapToObj(thread ->
                        () -> {
                            for (int i = 0; i < each; i++) {
                                run.call(new CounterCall.AddAndGet(1), () -> add(run.region(), lock, thread));
                            }
                        })
                .toList();
    }

    private long add(Region region, ReentrantLock lock, int thread) {
        if (habit != Habit.NO_LOCK) lock.lock();
        try {
            long sum = sum(region) + 1;
            region.publish(cell(thread), region.view().getLong(cell(thread)) + 1);
            region.flush(cell(thread), 8);
            if (habit == Habit.CORRECT || habit == Habit.NO_LOCK) region.drain();
            return sum;
        } finally {
            if (habit != Habit.NO_LOCK) lock.unlock();
            if (habit == Habit.UNLOCK_BEFORE_DRAIN) region.drain();
        }
    }

    @Override
    public Long recover(SimulatedRegion region) {
        return sum(region);
    }

    @Override
    public void judge(Long found, History history) {
        Linearizability.checkDurable(history, Specifications.counter(0), found).orThrow();
    }

    @Override
    public void judgeRun(History history) {
        Linearizability.check(history, Specifications.counter(0)).orThrow();
    }

    private long sum(Region region) {
        return IntStream.range(0, threads).mapToLong(thread -> region.view().getLong(cell(thread))).sum();
    }

    private static long cell(int thread) {
        return 64L * thread;
    }
}

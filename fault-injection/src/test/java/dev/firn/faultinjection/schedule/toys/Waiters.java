package dev.firn.faultinjection.schedule.toys;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.schedule.ConcurrentScenario;
import dev.firn.faultinjection.schedule.Run;
import dev.firn.faultinjection.schedule.Task;
import dev.firn.faultinjection.schedule.history.History;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Threads that wait for each other and then race in memory, before they come to the region again.
public record Waiters(boolean forever) implements ConcurrentScenario<Long> {
    public static final class Race implements Supplier<ConcurrentScenario<?>> {
        @Override
        public ConcurrentScenario<?> get() {
            return new Waiters(false);
        }
    }

    public static final class Forever implements Supplier<ConcurrentScenario<?>> {
        @Override
        public ConcurrentScenario<?> get() {
            return new Waiters(true);
        }
    }

    @Override
    public SimulatedRegion prepare() {
        return SimulatedRegion.create(512, 512);
    }

    @Override
    public List<Task> threads(Run run) {
        var lock = new ReentrantLock();
        var next = new AtomicInteger();
        var done = new AtomicInteger();
        Task task =
                () -> {
                    lock.lock();
                    run.region().drain();
                    lock.unlock();
                    long mine = next.getAndIncrement();
                    run.region().publish(64 * mine, run.thread() + 1);
                    done.incrementAndGet();
                    while (forever || done.get() < 3) LockSupport.parkNanos(20_000);
                    run.region().persist(64 * mine, 8);
                };
        return List.of(task, task, task);
    }

    @Override
    public Long recover(SimulatedRegion region) {
        return region.view().getLong(0);
    }

    @Override
    public void judge(Long found, History history) {}
}

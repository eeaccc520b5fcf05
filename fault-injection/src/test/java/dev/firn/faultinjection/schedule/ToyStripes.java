package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.schedule.history.History;
import dev.firn.faultinjection.schedule.history.Linearizability;
import dev.firn.faultinjection.schedule.history.Specifications;
import dev.firn.faultinjection.schedule.history.Specifications.QueueCall;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// A log whose writers take their slots by one atomic addition and fill them at the same time. A reader stops at the
/// first empty slot.
record ToyStripes(Habit habit, int threads, int each) implements ConcurrentScenario<List<Long>> {
    /// How it appends.
    enum Habit {
        CORRECT,
        /// Does not wait for the slot before to be durable: a crash leaves it behind a hole.
        BEHIND_A_HOLE
    }

    private static final int SLOT = 64;

    @Override
    public SimulatedRegion prepare() {
        return SimulatedRegion.create(1024, 1024);
    }

    @Override
    public List<Task> threads(Run run) {
        var reserved = new AtomicInteger();
        var durable = new AtomicInteger();
        return IntStream.range(0, threads)
                .<Task>mapToObj(thread ->
                        () -> {
                            for (int i = 0; i < each; i++) {
                                long value = 100L * (thread + 1) + i;
                                run.call(
                                        new QueueCall.Offer<>(value),
                                        () -> append(run.region(), reserved, durable, value));
                            }
                        })
                .toList();
    }

    private Void append(Region region, AtomicInteger reserved, AtomicInteger durable, long value) {
        int slot = reserved.getAndIncrement();
        region.publish((long) slot * SLOT, value);
        region.persist((long) slot * SLOT, 8);
        if (habit == Habit.BEHIND_A_HOLE) return null;
        while (durable.get() != slot) LockSupport.parkNanos(20_000);
        durable.set(slot + 1);
        return null;
    }

    @Override
    public List<Long> recover(SimulatedRegion region) {
        var found = new ArrayList<Long>();
        for (long at = 0; at < region.size() && region.view().getLong(at) != 0; at += SLOT) {
            found.add(region.view().getLong(at));
        }
        return found;
    }

    @Override
    public void judge(List<Long> found, History history) {
        Linearizability.checkDurable(history, Specifications.queue(List.<Long>of()), found).orThrow();
    }
}

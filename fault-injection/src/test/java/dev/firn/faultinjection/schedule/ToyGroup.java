package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.schedule.history.History;
import dev.firn.faultinjection.schedule.history.Linearizability;
import dev.firn.faultinjection.schedule.history.Specifications;
import dev.firn.faultinjection.schedule.history.Specifications.QueueCall;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A log with group commit: whoever finds no leader becomes one, writes what all have handed in, and makes it durable
/// with one fence; the others wait for it.
record ToyGroup(Habit habit, int threads) implements ConcurrentScenario<List<Long>> {
    /// How a leader tells the others.
    enum Habit {
        CORRECT,
        /// Says after its fence that all that is handed in by now is durable: who came during the fence is told too
        /// early.
        TELLS_LATE_COMERS,
        /// Two locks, taken in both orders.
        DEADLOCK
    }

    private static final int SLOT = 64;

    @Override
    public SimulatedRegion prepare() {
        return SimulatedRegion.create(1024, 1024);
    }

    @Override
    public List<Task> threads(Run run) {
        var log = new Log(habit, run.region());
        return IntStream.range(0, threads)
                .<Task>mapToObj(thread ->
                        () -> {
                            long value = thread + 1;
                            run.call(
                                    new QueueCall.Offer<>(value),
                                    () -> {
                                        log.append(value);
                                        return null;
                                    });
                        })
                .toList();
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

    private static final class Log {
        private final Habit habit;
        private final Region region;
        private final List<Long> handedIn = new ArrayList<>();
        private final Object other = new Object();
        private int written;
        private int durable;
        private boolean led;

        Log(Habit habit, Region region) {
            this.habit = habit;
            this.region = region;
        }

        void append(long value) throws InterruptedException {
            if (habit == Habit.DEADLOCK) lockBoth(value % 2 == 0 ? this : other, value % 2 == 0 ? other : this);
            int place = handIn(value);
            while (true) {
                int until = takeLead(place);
                if (until < 0) return;
                for (int slot = written; slot < until; slot++) region.publish((long) slot * SLOT, value(slot));
                region.flush((long) written * SLOT, (long) (until - written) * SLOT);
                written = until;
                region.drain();
                endLead(until);
            }
        }

        private void lockBoth(Object first, Object second) {
            synchronized (first) {
                region.drain();
                synchronized (second) {
                    region.drain();
                }
            }
        }

        private synchronized int handIn(long value) {
            handedIn.add(value);
            return handedIn.size();
        }

        private synchronized long value(int slot) {
            return handedIn.get(slot);
        }

        /// Up to where the caller has to write, or -1 when `place` is durable.
        private synchronized int takeLead(int place) throws InterruptedException {
            while (led && durable < place) wait();
            if (durable >= place) return -1;
            led = true;
            return handedIn.size();
        }

        private synchronized void endLead(int until) {
            durable = habit == Habit.TELLS_LATE_COMERS ? handedIn.size() : until;
            led = false;
            notifyAll();
        }
    }
}

package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.recovery.LogScenario.Found;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A scenario whose batches are known beforehand, and whose workload is code: for several threads and for half-done
/// work.
abstract class WorkloadScenario implements BatchScenario {
    final LogOptions options;

    WorkloadScenario(LogOptions options) {
        this.options = options;
    }

    /// What batch number `i` does, in the order in which they count.
    abstract List<Op[]> batches();

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(8), LogScenario.regionBytes(8));
        Log.format(region, options);
        return region;
    }

    @Override
    public Found recover(SimulatedRegion region) {
        return LogScenario.contents(Recovery.open(region, options).log());
    }

    @Override
    public void resume(SimulatedRegion region) {
        LogScenario.append(region, Recovery.open(region, options).log(), LogScenario.RESUMED, new Op.Put(1, "resumed"));
    }

    @Override
    public Map<Long, String> expected(TreeSet<Integer> found) {
        var expected = new TreeMap<Long, String>();
        for (int number : found) {
            if (number == LogScenario.RESUMED) LogScenario.apply(expected, number, new Op.Put(1, "resumed"));
            else LogScenario.apply(expected, number, batches().get(number));
        }
        return expected;
    }

    /// Threads whose ids are 0 and 1 modulo 2, so that each has an append head of two.
    static Thread[] ofBothStripes(Runnable even, Runnable odd) {
        var threads = new Thread[2];
        while (threads[0] == null || threads[1] == null) {
            var slot = new int[1];
            var thread = Thread.ofPlatform().daemon().unstarted(() -> (slot[0] == 0 ? even : odd).run());
            slot[0] = (int) (thread.threadId() % 2);
            threads[slot[0]] = thread;
        }
        return threads;
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

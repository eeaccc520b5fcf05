package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One writer has a place in the log and is slow; another one appends behind it and is quick. The frame of the slow one
/// is as long as a life frame and the frame appended after a crash together: what the quick one left then lies exactly
/// where the log goes on.
final class TwoWriters extends WorkloadScenario {
    private static final Op[] SLOW = {new Op.Put(2, "s".repeat(40))};
    private static final Op[] QUICK = {new Op.Put(3, "quick")};

    TwoWriters() {
        super(LogScenario.defaults());
    }

    @Override
    List<Op[]> batches() {
        return List.of(SLOW, QUICK);
    }

    @Override
    public void work(SimulatedRegion region) {
        var drains = new AtomicInteger();
        var counted = new DrainCounter(region, drains);
        var log = Recovery.open(counted, options).log();
        var slow = log.newBatch();
        LogScenario.put(slow, 2, "s".repeat(40));
        LogScenario.put(slow, LogScenario.MARKERS, "batch 0");
        region.started(0);
        log.write(slow);
        int before = drains.get();
        var quick = Thread.ofPlatform().daemon().start(() -> LogScenario.append(region, log, 1, QUICK));
        // It has drained, and either waits for the slow one or, if it does not know the rule, is done.
        while (drains.get() == before || quick.getState() == Thread.State.RUNNABLE) Thread.onSpinWait();
        log.settle(slow);
        region.acknowledged(0);
        join(quick);
    }
}

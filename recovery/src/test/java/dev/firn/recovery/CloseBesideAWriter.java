package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;

/// A writer has a place in the log and is slow; meanwhile another thread closes the log. What the superblock then says
/// of the end must be true.
final class CloseBesideAWriter extends WorkloadScenario {
    CloseBesideAWriter() {
        super(LogScenario.defaults());
    }

    @Override
    List<Op[]> batches() {
        return List.<Op[]>of(new Op[] {new Op.Put(2, "slow")});
    }

    @Override
    public void work(SimulatedRegion region) {
        var log = Recovery.open(region, options).log();
        var slow = log.newBatch();
        LogScenario.put(slow, 2, "slow");
        LogScenario.put(slow, LogScenario.MARKERS, "batch 0");
        region.started(0);
        log.write(slow);
        var closing = Thread.ofPlatform().daemon().start(log::close);
        // It waits for the writer or, if it does not know the rule, is done.
        while (isAtWork(closing)) Thread.onSpinWait();
        log.settle(slow);
        region.acknowledged(0);
        join(closing);
    }

    private static boolean isAtWork(Thread thread) {
        return switch (thread.getState()) {
            case NEW, RUNNABLE -> true;
            case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> false;
        };
    }
}

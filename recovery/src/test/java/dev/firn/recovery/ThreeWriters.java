package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One writer has a place in the first segment and is slow; the second one seals that segment and opens the next; the
/// third one appends there. What is appended after a crash fills the first segment to its last byte, so that nothing
/// but the life tells whether the second segment comes after it.
final class ThreeWriters extends WorkloadScenario {
    private static final int FRAME = 24;
    private static final int HEAD = 8;
    private static final int SLOW_BYTES = 40;

    /// Above the objects that are compared.
    private static final long PADDING = LogScenario.SENTINEL;

    ThreeWriters() {
        super(LogScenario.defaults());
    }

    @Override
    List<Op[]> batches() {
        return List.of(
                new Op[] {new Op.Put(2, "s".repeat(SLOW_BYTES))},
                new Op[] {new Op.Put(3, "c".repeat(3886))},
                new Op[] {new Op.Put(4, "third")});
    }

    @Override
    public void work(SimulatedRegion region) {
        var drains = new AtomicInteger();
        var log = Recovery.open(new DrainCounter(region, drains), options).log();
        var slow = log.newBatch();
        LogScenario.put(slow, 2, "s".repeat(SLOW_BYTES));
        LogScenario.put(slow, LogScenario.MARKERS, "batch 0");
        region.started(0);
        log.write(slow);
        var crossing = start(drains, () -> LogScenario.append(region, log, 1, batches().get(1)));
        var third = start(drains, () -> LogScenario.append(region, log, 2, batches().get(2)));
        log.settle(slow);
        region.acknowledged(0);
        join(crossing);
        join(third);
    }

    /// Returns when the thread has drained and then waits, or has ended.
    private static Thread start(AtomicInteger drains, Runnable work) {
        int before = drains.get();
        var thread = Thread.ofPlatform().daemon().start(work);
        while (drains.get() == before || thread.getState() == Thread.State.RUNNABLE) Thread.onSpinWait();
        return thread;
    }

    /// Fills what is left of the first segment, to the byte, whatever recovery has left there.
    @Override
    public void resume(SimulatedRegion region) {
        Log log = Recovery.open(region, options).log();
        long used = Math.max(0, log.stableAddress()) % LogScenario.SEGMENT_BYTES;
        int marker = HEAD + 8;
        int rest = (int) (LogScenario.SEGMENT_BYTES - used) - FRAME - 2 * marker - HEAD;
        boolean fits = used != 0 && rest >= 8;
        // Each time a batch that the judge knows, and beside it as many bytes of a padding object as are left.
        LogScenario.append(
                region,
                log,
                LogScenario.RESUMED,
                new Op.Put(1, "resumed"),
                new Op.Put(PADDING, "p".repeat(fits ? rest : 1)));
    }
}

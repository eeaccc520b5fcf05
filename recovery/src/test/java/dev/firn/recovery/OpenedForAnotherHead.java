package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// One thread opens the log, another one appends to a head that was there, and then the first one begins a head of its
/// own: what the opening wrote is durable before anybody is served.
final class OpenedForAnotherHead extends WorkloadScenario {
    private static final Op[] FIRST = {new Op.Put(1, "first")};
    private static final Op[] SECOND = {new Op.Put(1, "second")};

    OpenedForAnotherHead() {
        super(LogScenario.defaults().withStripes(2));
    }

    @Override
    List<Op[]> batches() {
        return List.of(FIRST, SECOND);
    }

    @Override
    public void work(SimulatedRegion region) {
        run(() -> {
            try (var log = Recovery.open(region, options).log()) {
                LogScenario.append(region, log, 0, FIRST);
            }
        });
        var log = new AtomicReference<Log>();
        var opened = new CountDownLatch(1);
        var served = new CountDownLatch(1);
        Runnable opener =
                () -> {
                    log.set(Recovery.open(region, options).log());
                    opened.countDown();
                    await(served);
                    var batch = log.get().newBatch();
                    LogScenario.put(batch, LogScenario.SENTINEL, "nobody looks at it");
                    log.get().append(batch);
                };
        var second = ofBothStripes(() -> {}, opener)[1];
        second.start();
        await(opened);
        run(() -> LogScenario.append(region, log.get(), 1, SECOND));
        served.countDown();
        join(second);
    }

    /// By a thread of head 0.
    private static void run(Runnable work) {
        var thread = ofBothStripes(work, () -> {})[0];
        thread.start();
        join(thread);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

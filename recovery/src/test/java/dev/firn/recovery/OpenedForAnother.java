package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// One thread opens the log, and another one appends to it: nobody's drain makes the other's bytes durable.
final class OpenedForAnother extends WorkloadScenario {
    private static final Op[] FIRST = {new Op.Put(1, "first")};
    private static final Op[] SECOND = {new Op.Put(1, "second")};

    OpenedForAnother() {
        super(LogScenario.defaults());
    }

    @Override
    List<Op[]> batches() {
        return List.of(FIRST, SECOND);
    }

    @Override
    public void work(SimulatedRegion region) {
        try (var log = Recovery.open(region, options).log()) {
            LogScenario.append(region, log, 0, FIRST);
        }
        var opened = new AtomicReference<Log>();
        join(Thread.ofPlatform().start(() -> opened.set(Recovery.open(region, options).log())));
        LogScenario.append(region, opened.get(), 1, SECOND);
    }
}

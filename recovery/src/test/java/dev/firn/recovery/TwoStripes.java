package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.List;

/// Two threads, each with an append head of its own, at the same time.
final class TwoStripes extends WorkloadScenario {
    private static final int EACH = 4;

    TwoStripes() {
        super(LogScenario.defaults().withStripes(2));
    }

    @Override
    List<Op[]> batches() {
        var batches = new ArrayList<Op[]>();
        for (int number = 0; number < 2 * EACH; number++) {
            batches.add(new Op[] {new Op.Put(2 + number / EACH, number + "x".repeat(900))});
        }
        return batches;
    }

    @Override
    public void work(SimulatedRegion region) {
        var log = Recovery.open(region, options).log();
        var batches = batches();
        var failures = new ArrayList<Throwable>();
        var threads =
                ofBothStripes(
                        () -> append(region, log, batches, 0, failures),
                        () -> append(region, log, batches, EACH, failures));
        for (var thread : threads) thread.start();
        for (var thread : threads) join(thread);
        if (!failures.isEmpty()) throw new IllegalStateException(failures.getFirst());
        log.close();
    }

    private static void append(
            SimulatedRegion region, Log log, List<Op[]> batches, int first, List<Throwable> failures) {
        try {
            for (int i = first; i < first + EACH; i++) LogScenario.append(region, log, i, batches.get(i));
        } catch (Throwable failure) {
            synchronized (failures) {
                failures.add(failure);
            }
        }
    }
}

package dev.firn.recovery;

import dev.firn.faultinjection.fault.FaultyRegion;
import dev.firn.faultinjection.fault.Fault;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.OutcomeUnknownException;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.List;

/// A process dies, or its sync fails, before its last batch is durable. The next one finds that batch in the caches and
/// serves it: from then on it is as good as acknowledged.
final class AcceptedIsDurable extends WorkloadScenario {
    private final boolean syncFails;
    private final int earlier;

    /// @param syncFails otherwise the process is killed before its drain
    /// @param earlier batches before the last one, enough of them to put it into a second segment
    AcceptedIsDurable(boolean syncFails, int earlier) {
        super(LogScenario.defaults());
        this.syncFails = syncFails;
        this.earlier = earlier;
    }

    @Override
    List<Op[]> batches() {
        var batches = new ArrayList<Op[]>();
        for (int number = 0; number <= earlier; number++) {
            batches.add(new Op[] {new Op.Put(2, number + "x".repeat(1200))});
        }
        return batches;
    }

    @Override
    public void work(SimulatedRegion region) {
        var batches = batches();
        var first = Recovery.open(region, options).log();
        for (int number = 0; number < earlier; number++) LogScenario.append(region, first, number, batches.get(number));
        leaveInCaches(region, batches.getLast());
        var next = region.kill();
        var found = recover(next);
        if (found.batches().contains(earlier)) next.acknowledged(earlier);
    }

    private void leaveInCaches(SimulatedRegion region, Op[] ops) {
        // A second log on the same region stands for the first: it is opened on what is durable already.
        var faulty = new FaultyRegion(region, syncFails ? Fault.SYNC : Fault.NO_SPACE, 3);
        var log = Recovery.open(faulty, options).log();
        if (syncFails) {
            try {
                LogScenario.append(region, log, earlier, ops);
                throw new AssertionError("the failed sync was not reported");
            } catch (OutcomeUnknownException expected) {
                return;
            }
        }
        var batch = log.newBatch();
        LogScenario.put(batch, 2, ((Op.Put) ops[0]).content());
        LogScenario.put(batch, LogScenario.MARKERS + earlier, "batch " + earlier);
        region.started(earlier);
        log.write(batch);
    }
}

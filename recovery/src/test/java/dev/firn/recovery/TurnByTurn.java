package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;

/// Two threads write one object by turns, each to an append head of its own: the newest version is now in the one head,
/// now in the other, so only the commit stamps know the order.
final class TurnByTurn extends WorkloadScenario {
    TurnByTurn() {
        super(LogScenario.defaults().withStripes(2));
    }

    @Override
    List<Op[]> batches() {
        return List.of(
                new Op[] {new Op.Put(2, "first")},
                new Op[] {new Op.Put(2, "second")},
                new Op[] {new Op.Put(2, "third")},
                new Op[] {new Op.Tombstone(2)},
                new Op[] {new Op.Put(2, "last")});
    }

    @Override
    public void work(SimulatedRegion region) {
        var log = Recovery.open(region, options).log();
        var batches = batches();
        for (int number = 0; number < batches.size(); number++) {
            int turn = number;
            Runnable append = () -> LogScenario.append(region, log, turn, batches.get(turn));
            var thread = ofBothStripes(append, append)[turn % 2];
            thread.start();
            join(thread);
        }
    }
}

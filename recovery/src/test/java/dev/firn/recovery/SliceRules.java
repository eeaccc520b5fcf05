package dev.firn.recovery;

import dev.firn.log.SegmentTable.Use;
import dev.firn.log.checkpoint.Manifest;
import dev.firn.recovery.LogScenario.Op.Put;

/// Checks of how checkpoints say the whole mapping anew, slice by slice, and go without what is older. Complete in
/// themselves, so that they can be run against a broken log too.
final class SliceRules {
    /// Of some blocks.
    private static final int OBJECTS = 90;

    private static final int ROUNDS = 8;

    /// One slice for each block there is, and a base.
    private static final int MOST_RUNS = 5;

    private SliceRules() {}

    /// After a round of slices nothing of the first checkpoint is left, and all that it said is found.
    static void slicesGoRound() {
        var log = filled();
        long first = newest(log).number();
        for (int round = 0; round < ROUNDS; round++) {
            log.commit(new Put(1 + round % 2, "changed " + round));
            checkpoint(log);
            log.requireSameByTheCheckpoint(log.region.image());
        }
        var runs = newest(log).runs();
        require(runs.size() <= MOST_RUNS, "%d runs are kept".formatted(runs.size()));
        require(runs.stream().noneMatch(run -> run.number() == first), "the first is still needed");
        log.requireSameByAScan();
    }

    /// Between the manifest and the superblock that names it, objects of another block come: what it said is needed is.
    static void objectsComeWhileACheckpointIsMade() {
        var log = filled();
        for (int round = 0; round < ROUNDS; round++) {
            log.commit(new Put(1 + round % 2, "changed " + round));
            log.keeper.capture(_ -> -1);
            while (log.keeper.isActive()) {
                var step = log.keeper.step(64);
                if (step != null) log.log.settle(step);
                log.keeper.durable();
                for (int object = 0; object < 30; object++) log.log.newObject();
            }
            emptyGarbage(log);
            log.requireSameByTheCheckpoint(log.region.image());
        }
    }

    private static CleanedLog filled() {
        var log = new CleanedLog(32);
        for (int object = 1; object <= OBJECTS; object += 3) {
            log.commit(new Put(object, "a"), new Put(object + 1, "b"), new Put(object + 2, "c"));
        }
        log.log.sealOpen();
        log.checkpoint();
        return log;
    }

    /// What only older ones needed is emptied.
    private static void checkpoint(CleanedLog log) {
        log.checkpoint();
        emptyGarbage(log);
    }

    private static void emptyGarbage(CleanedLog log) {
        for (int segment = 0; segment < log.log.segments().count(); segment++) {
            boolean isGarbage = log.log.segments().use(segment) == Use.SEALED && log.log.live().of(segment) == 0;
            if (isGarbage) log.empty(segment);
        }
    }

    private static Manifest newest(CleanedLog log) {
        return log.keeper.newest().orElseThrow();
    }

    private static void require(boolean holds, String finding) {
        if (!holds) throw new AssertionError(finding);
    }
}

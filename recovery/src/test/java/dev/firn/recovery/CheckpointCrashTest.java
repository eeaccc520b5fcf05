package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.recovery.CheckpointScenario.Act;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Logs with checkpoints, crashed at every event, opened by what the crash has left of them, and crashed again then.
class CheckpointCrashTest {
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults()
                    .withModels(CrashModel.WORDS, CrashModel.PAGECACHE)
                    .withExhaustive(4)
                    .withCuts(2, 2)
                    .withRandom(1, 5);

    private static void explore(CheckpointScenario scenario) {
        var report = CrashExplorer.explore(scenario, OPTIONS);
        assertThat(report.images()).as(report.sentence()).isGreaterThan(100);
    }

    private static List<Act> puts(int from, int count, int bytes) {
        var acts = new ArrayList<Act>();
        for (int i = from; i < from + count; i++) {
            acts.add(new Act.Append(new Op.Put(1 + i % 5, (char) ('a' + i) + "x".repeat(bytes))));
        }
        return acts;
    }

    private static CheckpointScenario scenario(int records, List<Act> acts) {
        return CheckpointScenario.of(records, acts.toArray(Act[]::new));
    }

    /// As many images as there is time for in long runs.
    private static void exploreInMoreWays(CheckpointScenario scenario) {
        var options =
                CrashOptions.defaults()
                        .withModels(CrashModel.WORDS, CrashModel.PX86, CrashModel.PAGECACHE)
                        .withExhaustive(16)
                        .withCuts(4, 4)
                        .withRandom(2, 5);
        var report = CrashExplorer.explore(scenario, options);
        assertThat(report.images()).as(report.sentence()).isGreaterThan(1000);
    }

    @Test
    void theFirstCheckpoint() {
        explore(scenario(4, puts(0, 11, 30)));
    }

    @Test
    @Tag("soak")
    void theFirstCheckpointInMoreWays() {
        exploreInMoreWays(scenario(4, puts(0, 11, 30)));
    }

    @Test
    void severalCheckpoints() {
        explore(scenario(4, puts(0, 18, 500)));
    }

    @Test
    @Tag("soak")
    void severalCheckpointsInMoreWays() {
        exploreInMoreWays(scenario(4, puts(0, 18, 500)));
    }

    @Test
    void inFewSegmentsThatGrow() {
        explore(scenario(6, puts(0, 12, 1500)).withSegments(1, 40));
    }

    @Test
    void acrossLives() {
        explore(scenario(5, lives()));
    }

    @Test
    @Tag("soak")
    void acrossLivesInMoreWays() {
        exploreInMoreWays(scenario(5, lives()));
    }

    private static List<Act> lives() {
        var acts = new ArrayList<Act>();
        for (int life = 0; life < 4; life++) {
            acts.addAll(puts(4 * life, 4, 200));
            acts.add(life % 2 == 0 ? new Act.Kill() : new Act.Reopen());
        }
        acts.add(new Act.Append(new Op.Tombstone(1), new Op.Delta(2, " and more")));
        return acts;
    }

    @Test
    void slicesOfSeveralBlocks() {
        explore(scenario(5, far()));
    }

    @Test
    @Tag("soak")
    void slicesOfSeveralBlocksInMoreWays() {
        exploreInMoreWays(scenario(5, far()));
    }

    /// Objects of two blocks, so that no checkpoint but the first says all of them.
    private static List<Act> far() {
        var acts = new ArrayList<Act>();
        for (int i = 0; i < 14; i++) {
            long object = 1 + i % 3 * 40L;
            acts.add(new Act.Append(i % 5 == 4 ? new Op.Tombstone(object) : new Op.Put(object, "x".repeat(20 + i))));
            if (i == 8) acts.add(new Act.Kill());
        }
        return acts;
    }

    @Test
    void commitsThatAreOvertaken() {
        var acts = new ArrayList<Act>(puts(0, 2, 100));
        acts.add(new Act.Overtaken(new Op.Put(1, "overtaken"), new Op.Tombstone(2)));
        acts.add(new Act.Append(new Op.Put(2, "after")));
        acts.add(new Act.Overtaken(new Op.Put(3, "overtaken, too"), new Op.Put(1, "y".repeat(2500))));
        acts.add(new Act.Checkpoint());
        acts.addAll(puts(3, 2, 100));
        explore(scenario(1000, acts));
    }

    @Test
    void deletedObjectsAndChains() {
        explore(
                CheckpointScenario.of(
                        3,
                        new Act.Append(new Op.Put(1, "a"), new Op.Put(2, "b")),
                        new Act.Append(new Op.Delta(1, "+")),
                        new Act.Checkpoint(),
                        new Act.Append(new Op.Tombstone(2), new Op.Delta(1, "+")),
                        new Act.Checkpoint(),
                        new Act.Append(new Op.Put(2, "again"), new Op.Tombstone(1)),
                        new Act.Checkpoint(),
                        new Act.Append(new Op.Put(1, "again")),
                        new Act.Kill(),
                        new Act.Checkpoint(),
                        new Act.Append(new Op.Put(3, "last"))));
    }

    @Test
    void batchesLongerThanASegment() {
        explore(
                CheckpointScenario.of(
                        1000,
                        new Act.Append(new Op.Put(1, "old")),
                        new Act.Checkpoint(),
                        new Act.Overtaken(
                                new Op.Put(1, "x".repeat(2500)), new Op.Put(2, "y".repeat(2500)), new Op.Put(3, "z")),
                        new Act.Checkpoint(),
                        new Act.Append(new Op.Put(2, "new"))));
    }
}

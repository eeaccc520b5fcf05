package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Stores in which room is made and checkpoints are taken while they are used, crashed at every event: they equal their
/// model, and nothing is wrong with them.
class RoomCrashTest {
    private static final int SEGMENTS = 64;
    private static final int KEYS = 30;
    private static final int FILL = 500;
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults()
                    .withModels(CrashModel.WORDS, CrashModel.PAGECACHE)
                    .withExhaustive(2)
                    .withCuts(1, 1)
                    .withRandom(1, 3);

    private static List<RoomStep> steps(long seed, int count) {
        return RoomStep.random(seed, count, KEYS);
    }

    private static void explore(RoomScenario scenario, CrashOptions options) {
        var report = CrashExplorer.explore(scenario, options);
        assertThat(report.images()).as(report.sentence()).isGreaterThan(100);
        assertThat(scenario.reused()).as("segments used again").isPositive();
    }

    @Test
    void inOneLife() {
        explore(new RoomScenario(SEGMENTS, steps(2, FILL), steps(102, 25)), OPTIONS.withNested(0));
    }

    @Test
    void inManyLives() {
        var steps = new ArrayList<>(steps(7, 24));
        steps.add(8, new RoomStep.Reopen());
        steps.add(15, new RoomStep.Kill());
        steps.add(20, new RoomStep.Kill());
        explore(new RoomScenario(SEGMENTS, steps(3, FILL), steps), OPTIONS.withNested(0));
    }

    /// The file is cut, and grows again for a commit that is longer than a segment.
    @Test
    void cutAndGrownAgain() {
        var fill = new ArrayList<>(steps(5, FILL));
        for (int key = 0; key < KEYS; key += 2) fill.add(new RoomStep.Remove("key " + key));
        var steps = new ArrayList<RoomStep>();
        steps.add(new RoomStep.Compact());
        steps.add(new RoomStep.Put("large 0", 9000, 'l'));
        steps.addAll(steps(13, 6));
        explore(new RoomScenario(SEGMENTS, fill, steps), OPTIONS.withNested(0));
    }

    /// The opening after the crash, and a commit behind it, crash, too.
    @Test
    void crashedAgain() {
        var options = OPTIONS.withModels(CrashModel.WORDS).withExhaustive(1).withRandom(0, 1).withNested(1);
        explore(new RoomScenario(SEGMENTS, steps(4, FILL), steps(11, 12)), options);
    }

    /// More of everything, for long runs.
    @Test
    @Tag("soak")
    void inMoreWays() {
        var options =
                OPTIONS.withModels(CrashModel.WORDS, CrashModel.PX86, CrashModel.PAGECACHE)
                        .withExhaustive(8)
                        .withCuts(3, 3);
        for (int seed = 20; seed < 28; seed++) {
            var steps = new ArrayList<>(steps(seed + 100, 60));
            steps.add(20, new RoomStep.Kill());
            steps.add(40, new RoomStep.Reopen());
            explore(new RoomScenario(SEGMENTS, steps(seed, FILL), steps), options.withRandom(2, seed).withNested(0));
        }
    }
}

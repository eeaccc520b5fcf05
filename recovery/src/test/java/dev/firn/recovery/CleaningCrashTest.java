package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Room is made and checkpoints are taken while the log is used, crashed at every event; what the checkpoint shows is
/// what a full scan proves.
class CleaningCrashTest {
    private static final int WORKLOADS = Integer.getInteger("firn.crash.workloads", 2);
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults().withModels(CrashModel.WORDS, CrashModel.PAGECACHE).withExhaustive(4).withCuts(2, 2);

    @Test
    void inOneLife() {
        for (int seed = 1; seed <= WORKLOADS; seed++) {
            explore(new CleaningScenario(18, CleaningWorkload.ofOneLife(seed, 50)), seed);
        }
    }

    @Test
    void inManyLives() {
        for (int seed = 1; seed <= WORKLOADS; seed++) {
            explore(new CleaningScenario(26, CleaningWorkload.ofManyLives(seed, 45, 5)), seed);
        }
    }

    /// What goes on cleaning after a crash is crashed, too.
    @Test
    void crashedAgain() {
        var scenario = new CleaningScenario(18, CleaningWorkload.ofOneLife(3, 14));
        CrashExplorer.explore(scenario, OPTIONS.withModels(CrashModel.WORDS).withRandom(0, 1).withNested(1));
        assertThat(scenario.used()).as("openings by a checkpoint").isPositive();
    }

    /// More of everything, for long runs.
    @Test
    @Tag("soak")
    void inOneLifeAndInMoreWays() {
        var options =
                CrashOptions.defaults()
                        .withModels(CrashModel.WORDS, CrashModel.PX86, CrashModel.PAGECACHE)
                        .withExhaustive(16)
                        .withCuts(4, 4);
        for (int seed = 1; seed <= 8; seed++) {
            CrashExplorer.explore(
                    new CleaningScenario(18, CleaningWorkload.ofOneLife(seed, 50)),
                    options.withRandom(3, seed).withNested(0));
        }
    }

    private static void explore(CleaningScenario scenario, int seed) {
        CrashExplorer.explore(scenario, OPTIONS.withRandom(1, seed).withNested(0));
        assertThat(List.of(scenario.emptied(), scenario.completed(), scenario.used()))
                .as("segments emptied, checkpoints completed, openings by one")
                .allMatch(count -> count > 0);
    }
}

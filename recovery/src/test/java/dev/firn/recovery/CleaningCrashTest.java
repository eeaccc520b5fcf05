package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import org.junit.jupiter.api.Test;

/// Room is made while the log is used, crashed at every event, and what is found is what a full scan proves.
class CleaningCrashTest {
    private static final int WORKLOADS = Integer.getInteger("firn.crash.workloads", 8);
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults()
                    .withModels(CrashModel.WORDS, CrashModel.PX86, CrashModel.PAGECACHE)
                    .withExhaustive(16)
                    .withCuts(4, 4);

    @Test
    void cleaningLosesNothingAndBringsNothingBack() {
        int emptied = 0;
        for (int seed = 1; seed <= WORKLOADS; seed++) {
            var scenario = CleaningScenario.random(seed, 50, 9);
            CrashExplorer.explore(scenario, OPTIONS.withRandom(3, seed).withNested(seed % 4 == 0 ? 1 : 0));
            emptied += scenario.emptied();
        }
        assertThat(emptied).isGreaterThan(4 * WORKLOADS);
    }
}

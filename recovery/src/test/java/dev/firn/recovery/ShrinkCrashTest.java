package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import org.junit.jupiter.api.Test;

/// Logs that are cut and grow again, crashed at every event, and once more in what follows.
class ShrinkCrashTest {
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults()
                    .withModels(CrashModel.WORDS, CrashModel.PAGECACHE)
                    .withExhaustive(8)
                    .withCuts(2, 2)
                    .withRandom(1, 2);

    @Test
    void cutAndGrownAgain() {
        var report = CrashExplorer.explore(ShrinkScenario.of(2), OPTIONS);
        assertThat(report.images()).as(report.sentence()).isGreaterThan(100);
    }
}

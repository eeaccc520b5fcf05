package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import org.junit.jupiter.api.Test;

class ConcurrentCrashTest {
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults().withModels(CrashModel.WORDS, CrashModel.PAGECACHE).withCuts(10, 10).withRandom(4, 1);

    @Test
    void aQuickWriterBehindASlowOne() {
        explore(new TwoWriters());
    }

    @Test
    void aQuickWriterInTheNextSegment() {
        explore(new ThreeWriters());
    }

    @Test
    void twoStripesByTurns() {
        explore(new TurnByTurn());
    }

    @Test
    void aPlainLogThatUsesItsSegmentsAgain() {
        explore(new TrimScenario(40, 640, false));
    }

    @Test
    void aPlainLogThatIsKilledNowAndThen() {
        explore(new TrimScenario(40, 640, true));
    }

    @Test
    void aPlainLogWithFewEntriesASegment() {
        explore(new TrimScenario(24, 1900, true));
    }

    private static void explore(CrashScenario<?> scenario) {
        assertThat(CrashExplorer.explore(scenario, OPTIONS).images()).isGreaterThan(100);
    }
}

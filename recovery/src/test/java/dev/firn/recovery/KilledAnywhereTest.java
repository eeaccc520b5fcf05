package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashOptions;
import org.junit.jupiter.api.Test;

/// First `kill -9`, at every call, and then the power.
class KilledAnywhereTest {
    private static final CrashOptions OPTIONS = Rules.LIGHT.withExhaustive(64).withCuts(8, 8).withNested(0);

    @Test
    void powerMayFailAfterAnyKill() {
        int calls = KilledAnywhere.calls();
        assertThat(calls).isGreaterThan(15);
        long images = 0;
        for (int last = 0; last <= calls; last++) {
            try {
                images += CrashExplorer.explore(new KilledAnywhere(last), OPTIONS).images();
            } catch (CrashFailure e) {
                throw new AssertionError("killed before call " + last + ": " + e.getMessage(), e);
            }
        }
        assertThat(images).isGreaterThan(1000);
    }
}

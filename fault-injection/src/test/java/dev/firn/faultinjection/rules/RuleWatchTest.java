package dev.firn.faultinjection.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.SimulatedRegion;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleWatchTest {
    @AfterEach
    void off() {
        RuleWatch.on(false);
    }

    @Test
    void whatWasOpenedThroughItIsAskedAfterTheTest() {
        RuleWatch.on(true);
        var region = RuleWatch.over(SimulatedRegion.create(64, 64));
        region.write(0, MemorySegment.ofArray(new long[1]), 0, 8);
        assertThat(RuleWatch.take()).extracting(Finding::rule).containsExactly(Rule.CLOSED_DIRTY);
        assertThat(RuleWatch.take()).isEmpty();
    }

    @Test
    void nothingIsKeptWhileItIsOff() {
        RuleWatch.over(SimulatedRegion.create(64, 64)).drain();
        assertThat(RuleWatch.take()).isEmpty();
    }
}

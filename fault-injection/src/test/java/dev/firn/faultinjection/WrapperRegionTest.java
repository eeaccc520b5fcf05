package dev.firn.faultinjection;

import static dev.firn.faultinjection.CountingRegion.Rule.CLOSED_DIRTY;
import static dev.firn.faultinjection.CountingRegion.Rule.DRAIN_WITHOUT_STORES;
import static dev.firn.faultinjection.CountingRegion.Rule.NEEDLESS_FLUSH;
import static dev.firn.faultinjection.CountingRegion.Rule.OUT_OF_BOUNDS;
import static dev.firn.faultinjection.CountingRegion.Rule.PUBLISHED_NOT_FLUSHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class WrapperRegionTest {
    private final SimulatedRegion simulated = SimulatedRegion.create(256, 512);
    private final CountingRegion counting = new CountingRegion(simulated);
    private static final MemorySegment WORDS = MemorySegment.ofArray(new long[] {1, 2, 3, 4});

    @Test
    void callsAndBytesAreCounted() {
        counting.write(0, WORDS, 0, 32);
        counting.publish(64, 5);
        counting.persist(64, 8);
        counting.grow(512);
        for (var verb : Verb.values()) assertThat(counting.count(verb)).as("%s", verb).isEqualTo(1);
        assertThat(counting.bytes()).isEqualTo(40);
        assertThat(counting.findings()).isEmpty();
    }

    @Test
    void eachRuleIsNoticed() {
        counting.drain();
        counting.publish(0, 1);
        counting.drain();
        counting.flush(64, 8);
        assertThatThrownBy(() -> counting.write(250, WORDS, 0, 32)).isInstanceOf(IndexOutOfBoundsException.class);
        counting.close();
        assertThat(counting.findings().stream().map(CountingRegion.Finding::rule))
                .containsExactly(
                        DRAIN_WITHOUT_STORES, PUBLISHED_NOT_FLUSHED, NEEDLESS_FLUSH, OUT_OF_BOUNDS, CLOSED_DIRTY);
    }
}

package dev.firn.faultinjection.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.SimulatedRegion;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class CountingRegionTest {
    private static final MemorySegment WORDS = MemorySegment.ofArray(new long[] {1, 2, 3, 4});

    private final CountingRegion region = new CountingRegion(SimulatedRegion.create(256, 512));

    @Test
    void callsBytesAndLinesAreCounted() {
        region.write(40, WORDS, 0, 32);
        region.publish(128, 5);
        region.persist(128, 8);
        region.grow(512);
        region.release(0, 64);
        region.reclaim(0, 64);
        region.shrink(256);
        for (var verb : Verb.values()) assertThat(region.count(verb)).as("%s", verb).isEqualTo(1);
        assertThat(region.bytes()).isEqualTo(40);
        assertThat(region.lines()).isEqualTo(3);
        region.reset();
        for (var verb : Verb.values()) assertThat(region.count(verb)).as("%s", verb).isZero();
        assertThat(region.bytes() + region.lines()).isZero();
    }
}

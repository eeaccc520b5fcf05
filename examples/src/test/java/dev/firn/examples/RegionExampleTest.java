package dev.firn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class RegionExampleTest {
    @Test
    void notesAreReadBackInOrder() {
        var medium = MemorySegment.ofArray(new long[128]);
        var pad = new RegionExample(Regions.ofMemory(medium));
        assertThat(pad.notes()).isEmpty();
        pad.add("buy milk");
        pad.add("");
        pad.add("feed the cat");
        assertThat(new RegionExample(Regions.ofMemory(medium)).notes()).containsExactly("buy milk", "", "feed the cat");
    }
}

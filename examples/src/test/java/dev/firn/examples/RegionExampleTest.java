package dev.firn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionExampleTest {
    @TempDir Path folder;

    @Test
    void theProgramRuns() {
        String file = folder.resolve("notes.pad").toString();
        RegionExample.main(new String[] {file, "buy", "milk"});
        RegionExample.main(new String[] {file, "feed the cat"});
        try (Region region = Regions.open(Path.of(file), RegionOptions.defaults())) {
            assertThat(new RegionExample(region).notes()).containsExactly("buy milk", "feed the cat");
        }
    }

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

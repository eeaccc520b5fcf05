package dev.firn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExampleTest {
    @TempDir Path folder;

    @Test
    void theProgramRuns() throws InterruptedException {
        String[] file = {folder.resolve("messages.log").toString()};
        LogExample.main(file);
        LogExample.main(file);
        assertThat(Path.of(file[0])).isNotEmptyFile();
    }

    @Test
    void messagesPassAndTheLogStaysSmall() throws InterruptedException {
        Region region = Regions.ofMemory(MemorySegment.ofArray(new long[1 << 17]));
        for (int life = 0; life < 5; life++) assertThat(LogExample.run(region)).isPositive();
    }
}

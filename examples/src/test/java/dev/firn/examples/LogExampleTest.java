package dev.firn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class LogExampleTest {
    @Test
    void messagesPassAndTheLogStaysSmall() throws InterruptedException {
        Region region = Regions.ofMemory(MemorySegment.ofArray(new long[1 << 17]));
        for (int life = 0; life < 5; life++) assertThat(LogExample.run(region)).isPositive();
    }
}

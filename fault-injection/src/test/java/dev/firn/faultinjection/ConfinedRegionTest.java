package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class ConfinedRegionTest {
    @Test
    void itRecordsWhatASharedOneRecords() {
        var confined = SimulatedRegion.confined(256, 256);
        var shared = SimulatedRegion.create(256, 256);
        for (var region : new SimulatedRegion[] {confined, shared}) {
            region.publish(8, 1);
            region.store(16, MemorySegment.ofArray(new long[] {2, 3}), 8, 8);
            region.store(33, MemorySegment.ofArray(new byte[] {4, 5, 6}), 0, 3);
            region.persist(0, 64);
        }
        assertThat(confined.trace().hash()).isEqualTo(shared.trace().hash());
        assertThat(confined.image()).isEqualTo(shared.image());
        assertThat(confined.view().getLong(16)).isEqualTo(3);
    }

    @Test
    void anotherThreadMayReadAndNotWrite() throws Exception {
        var region = SimulatedRegion.confined(64, 64);
        region.publish(0, 7);
        var seen = new Object[2];
        var other =
                Thread.ofPlatform()
                        .start(() -> {
                            seen[0] = region.view().getLong(0);
                            try {
                                region.publish(0, 8);
                            } catch (IllegalStateException refused) {
                                seen[1] = refused.getMessage();
                            }
                        });
        other.join();
        assertThat(seen[0]).isEqualTo(7L);
        assertThat((String) seen[1]).contains("alone");
    }
}

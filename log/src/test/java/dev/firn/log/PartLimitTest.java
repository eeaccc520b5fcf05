package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.log.format.FrameLayout;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/// The number of a part has 16 bits: a batch that needs more is refused before any of it is written.
class PartLimitTest {
    private static final LogOptions OPTIONS =
            LogOptions.defaults().withSegmentBytes(4096).withMaxBytes(1L << 30).withMemory(LogMemory.onHeap());

    @Test
    void aBatchOfTooManyPartsIsRefusedWhole() {
        var region = Regions.ofMemory(MemorySegment.ofArray(new byte[8192 + 4 * 4096]));
        var log = TestLogs.create(region, OPTIONS);
        var before = region.counters();
        var batch = log.newBatch();
        int half = log.frameCapacity() / 2;
        for (int part = 0; part <= FrameLayout.MAX_PARTS; part++) {
            batch.beginPut(part + 1, half);
            batch.end(half);
        }
        assertThatThrownBy(() -> log.append(batch)).isInstanceOf(RecordTooLargeException.class);
        assertThat(region.counters().since(before).bytes()).isZero();
        TestLogs.put(log, 1, new byte[10]);
        assertThat(TestLogs.frames(log)).hasSize(1);
    }
}

package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commit path of cache-line mode makes no garbage.
class AllocationTest {
    private static final int ROUND = 20_000;
    private static final int MOST_ROUNDS = 40;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir private Path directory;

    @Test
    void aWriteAndADrainAllocateNothing() {
        RegionOptions options = RegionOptions.defaults().withBackend("emulated");
        try (Region region = Regions.create(directory.resolve("store"), 1 << 20, options)) {
            MemorySegment frame = MemorySegment.ofArray(new byte[128]);
            assertThat(leastPerRound(region, frame)).as("bytes in %d commits", ROUND).isZero();
        }
    }

    /// The least of several rounds: those before the JIT is done allocate.
    private long leastPerRound(Region region, MemorySegment frame) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && least > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            commit(region, frame);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void commit(Region region, MemorySegment frame) {
        for (int i = 0; i < ROUND; i++) {
            long at = (i & 1023) * 256L;
            region.write(at, frame, 0, 128);
            region.publish(at + 128, i);
            region.flush(at + 128, 8);
            region.drain();
        }
    }
}

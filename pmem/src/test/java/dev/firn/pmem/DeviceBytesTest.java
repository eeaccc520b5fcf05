package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a small durable commit sends to the device. A file that grows costs a journal commit each time, and a file that
/// is cached in large folios a megabyte; ours is zero-filled once, written by calls, and forgotten by the cache.
class DeviceBytesTest {
    private static final int COMMITS = 200;
    private static final int MOST_BYTES_PER_COMMIT = 6_000;

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "channel", "msync"})
    void aSmallCommitSendsLittleMoreThanOneBlock(String backend) throws Exception {
        try (Mounted disk = Mounted.ext4(directory.resolve("disk"), 64 << 20)) {
            RegionOptions options = RegionOptions.defaults().withBackend(backend);
            try (Region region = Regions.create(disk.path().resolve("store"), 8 << 20, options)) {
                commit(region, 10);
                long before = disk.bytesWritten();
                commit(region, COMMITS);
                long perCommit = (disk.bytesWritten() - before) / COMMITS;
                assertThat(perCommit).as("bytes on the device a commit").isBetween(4096L, (long) MOST_BYTES_PER_COMMIT);
                assertThat(region.counters().syncs()).isEqualTo(10 + COMMITS);
            }
        }
    }

    private static void commit(Region region, int times) {
        byte[] frame = new byte[100];
        for (int i = 0; i < times; i++) {
            java.util.Arrays.fill(frame, (byte) (i + 1));
            region.write(4096 + i * 100L, MemorySegment.ofArray(frame), 0, frame.length);
            region.drain();
        }
    }
}

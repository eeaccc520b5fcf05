package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real failure to write back, not an injected one: the device below the file system refuses the block. The kernel
/// tells once and then takes the page for clean; a second fdatasync would succeed, with the bytes only in memory.
class BrokenDeviceTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "channel"})
    void aDeviceThatRefusesABlockPoisonsTheRegion(String backend) throws Exception {
        RegionOptions options = RegionOptions.defaults().withBackend(backend);
        try (Mounted memory = Mounted.tmpfs(directory.resolve("memory"), 24 << 20);
                Mounted disk = Mounted.ext4(memory.path().resolve("disk"), 32 << 20);
                Region region = Regions.create(disk.path().resolve("store"), 256 << 10, options)) {
            disk.breakDevice();
            region.write(8192, MemorySegment.ofArray(new byte[] {1, 2, 3, 4}), 0, 4);
            assertThatThrownBy(region::drain).isInstanceOf(SyncFailedException.class);
            assertThatThrownBy(region::drain).isInstanceOf(RegionPoisonedException.class);
            assertThat(region.view().getInt(8192)).as("the page cache still has it").isEqualTo(0x04030201);
        }
    }
}

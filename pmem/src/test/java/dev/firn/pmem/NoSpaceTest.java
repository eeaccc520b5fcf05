package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.pmem.posix.Errno;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A full medium changes nothing and leaves nothing behind.
class NoSpaceTest {
    @TempDir private Path directory;

    private final FaultySys sys = new FaultySys();

    private Path store() {
        return directory.resolve("store");
    }

    @Test
    void creationLeavesNoFile() throws IOException {
        // 1 MiB takes four writes of 256 KiB, staged in sixteen parts: the disk fills up in the middle.
        sys.on("pwrite", number -> number > 6 ? -Errno.ENOSPC : FaultySys.Script.GO_ON);
        Opener opener = new Opener(Host.system().with(sys));
        assertThatThrownBy(() -> opener.create(store(), 1 << 20, RegionOptions.defaults()))
                .isInstanceOf(NoSpaceException.class)
                .hasMessageContaining("1048576")
                .hasMessageContaining("free some space");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void growthLeavesTheRegionAsItWas() throws IOException {
        Opener opener = new Opener(Host.system().with(sys));
        try (Region region = opener.create(store(), 8192, RegionOptions.defaults())) {
            sys.on("pwrite", number -> number > 3 ? -Errno.ENOSPC : FaultySys.Script.GO_ON);
            assertThatThrownBy(() -> region.grow(1 << 20)).isInstanceOf(NoSpaceException.class);
            assertThat(region.size()).isEqualTo(8192);
            assertThat(Files.size(store())).isEqualTo(8192);
            sys.on("pwrite", _ -> FaultySys.Script.GO_ON);
            region.write(0, MemorySegment.ofArray(new byte[] {7}), 0, 1);
            region.drain();
            region.grow(1 << 20);
            assertThat(region.size()).isEqualTo(1 << 20);
        }
    }

    @Test
    void aRegionDoesNotOutgrowItsReservation() {
        RegionOptions options = RegionOptions.defaults().withMaxSize(64 << 10);
        try (Region region = Regions.create(store(), 8192, options)) {
            assertThatThrownBy(() -> region.grow((64 << 10) + 1))
                    .isInstanceOf(NoSpaceException.class)
                    .hasMessageContaining("maxSize");
            region.grow(64 << 10);
            assertThat(region.size()).isEqualTo(64 << 10);
        }
    }

    /// A real full disk: a small file system in memory.
    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "channel", "emulated", "nil"})
    void aRealFullDisk(String backend) throws Exception {
        try (Mounted disk = Mounted.tmpfs(directory.resolve("disk"), 1 << 20)) {
            RegionOptions options = RegionOptions.defaults().withBackend(backend);
            Path file = disk.path().resolve("store");
            assertThatThrownBy(() -> Regions.create(file, 4 << 20, options)).isInstanceOf(NoSpaceException.class);
            assertThat(disk.path()).isEmptyDirectory();
            try (Region region = Regions.create(file, 256 << 10, options)) {
                assertThatThrownBy(() -> region.grow(4 << 20)).isInstanceOf(NoSpaceException.class);
                assertThat(Files.size(file)).isEqualTo(256 << 10);
                region.write((256 << 10) - 1, MemorySegment.ofArray(new byte[] {7}), 0, 1);
                region.drain();
                region.grow(512 << 10);
                assertThat(region.view().getByte((256 << 10) - 1)).isEqualTo((byte) 7);
            }
        }
    }
}

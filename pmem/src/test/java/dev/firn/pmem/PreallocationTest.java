package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.posix.FileStatus;
import dev.firn.pmem.posix.Sys;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A mapped hole of a full disk is a fault at the first store, so files get their blocks by being written.
class PreallocationTest {
    @TempDir private Path directory;

    private Path store() {
        return directory.resolve("store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "channel", "emulated", "nil"})
    void creationAndGrowthAllocateEveryBlock(String backend) throws IOException {
        try (Region region = Regions.create(store(), 300_000, RegionOptions.defaults().withBackend(backend))) {
            assertThat(allocated()).isGreaterThanOrEqualTo(300_000);
            region.grow(900_000);
            assertThat(allocated()).isGreaterThanOrEqualTo(900_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"msync", "emulated"})
    void holesAreFilledBeforeAnythingIsStoredThroughAMapping(String backend) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(store().toFile(), "rw")) {
            file.setLength(1 << 20);
            file.seek(500_000);
            file.write(42);
        }
        assertThat(allocated()).isLessThan(1 << 20);
        try (Region region = Regions.open(store(), RegionOptions.defaults().withBackend(backend))) {
            assertThat(allocated()).isGreaterThanOrEqualTo(1 << 20);
            assertThat(region.view().getByte(500_000)).isEqualTo((byte) 42);
            assertThat(region.view().getByte(499_999)).isZero();
        }
    }

    @Test
    void anEmptyFileIsARegionOfNoBytes() throws IOException {
        java.nio.file.Files.createFile(store());
        for (String backend : new String[] {"fdatasync", "msync", "channel", "emulated", "nil"}) {
            try (Region region = Regions.open(store(), RegionOptions.defaults().withBackend(backend))) {
                assertThat(region.size()).isZero();
            }
        }
        try (Region region = Regions.open(store(), RegionOptions.defaults().withReadOnly(true))) {
            assertThat(region.size()).isZero();
        }
    }

    private long allocated() throws IOException {
        Sys sys = new FaultySys();
        try (PosixFile file =
                PosixFile.open(sys, store(), StoreFile.Mode.READ, new Offload(Offload.Whom.VIRTUAL, "test"))) {
            FileStatus status = file.status();
            return status.allocated();
        }
    }
}

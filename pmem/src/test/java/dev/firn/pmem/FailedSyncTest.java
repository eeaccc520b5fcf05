package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.pmem.posix.Errno;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// After a failed write-back the kernel takes the lost pages for clean: the next synchronisation reports success for
/// bytes that are gone. So a region stops at the first failure and never asks a second time.
class FailedSyncTest {
    private static final MemorySegment BYTES = MemorySegment.ofArray(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    @TempDir private Path directory;

    private final FaultySys sys = new FaultySys();

    private Region region(String backend) {
        return new Opener(Host.system().with(sys))
                .create(directory.resolve("store"), 8192, RegionOptions.defaults().withBackend(backend));
    }

    @ParameterizedTest
    @CsvSource({"fdatasync, fdatasync", "msync, msync"})
    void aFailedSynchronisationPoisonsAndIsNotRepeated(String backend, String call) {
        try (Region region = region(backend)) {
            region.write(0, BYTES, 0, 8);
            sys.fail(call, Errno.EIO, false);
            assertThatThrownBy(region::drain)
                    .isInstanceOf(SyncFailedException.class)
                    .hasMessageContaining("EIO")
                    .hasMessageContaining("open it again");
            assertThatThrownBy(region::drain)
                    .isInstanceOf(RegionPoisonedException.class)
                    .cause()
                    .isInstanceOf(SyncFailedException.class);
            assertThatThrownBy(() -> region.write(0, BYTES, 0, 8)).isInstanceOf(RegionPoisonedException.class);
            assertThatThrownBy(() -> region.publish(0, 1)).isInstanceOf(RegionPoisonedException.class);
            assertThatThrownBy(() -> region.flush(0, 8)).isInstanceOf(RegionPoisonedException.class);
            assertThatThrownBy(() -> region.grow(16384)).isInstanceOf(RegionPoisonedException.class);
            assertThat(sys.count(call)).isEqualTo(1);
            assertThat(region.view().getInt(0)).isEqualTo(0x04030201);
        }
    }

    @Test
    void aFailedWritePoisons() {
        try (Region region = region("fdatasync")) {
            sys.fail("pwrite", Errno.EIO, false);
            assertThatThrownBy(() -> region.write(0, BYTES, 0, 8)).isInstanceOf(SyncFailedException.class);
            assertThatThrownBy(() -> region.write(0, BYTES, 0, 8)).isInstanceOf(RegionPoisonedException.class);
            assertThat(sys.count("pwrite")).isEqualTo(1);
        }
    }

    @Test
    void aWordThatCannotBeWrittenPoisons() {
        try (Region region = region("fdatasync")) {
            sys.fail("pwrite", Errno.EIO, false);
            assertThatThrownBy(() -> region.publish(8, 1)).isInstanceOf(SyncFailedException.class);
            assertThatThrownBy(region::drain).isInstanceOf(RegionPoisonedException.class);
        }
    }

    @Test
    void shortAndInterruptedWritesAreContinued() {
        sys.mostPerWrite = 3;
        try (Region region = region("fdatasync")) {
            sys.on("pwrite", number -> number % 2 == 1 ? -Errno.EINTR : FaultySys.Script.GO_ON);
            region.write(5, BYTES, 0, 8);
            region.drain();
            assertThat(region.view().getLong(5)).isEqualTo(0x0807060504030201L);
            assertThat(sys.count("pwrite")).isEqualTo(6);
        }
    }

    @Test
    void aWriteThatWritesNothingIsAnError() {
        try (Region region = region("fdatasync")) {
            sys.on("pwrite", _ -> 0);
            assertThatThrownBy(() -> region.write(0, BYTES, 0, 8)).isInstanceOf(SyncFailedException.class);
        }
    }

    @Test
    void reopeningHeals() {
        try (Region region = region("fdatasync")) {
            sys.fail("fdatasync", Errno.EIO, false);
            assertThatThrownBy(region::drain).isInstanceOf(SyncFailedException.class);
        }
        try (Region region = Regions.open(directory.resolve("store"), RegionOptions.defaults())) {
            region.write(0, BYTES, 0, 8);
            region.drain();
        }
    }

    @Test
    void growthThatCannotBeMadeDurablePoisons() {
        try (Region region = region("fdatasync")) {
            sys.fail("fsync", Errno.EIO, false);
            assertThatThrownBy(() -> region.grow(65536)).isInstanceOf(SyncFailedException.class);
            assertThat(region.size()).isEqualTo(8192);
            assertThatThrownBy(region::drain).isInstanceOf(RegionPoisonedException.class);
        }
    }
}

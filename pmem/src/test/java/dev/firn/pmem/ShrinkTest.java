package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.pmem.posix.Errno;
import dev.firn.pmem.posix.FileStatus;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of the file when a region is cut or gives blocks back.
class ShrinkTest {
    private static final int SIZE = 256 << 10;

    @TempDir private Path directory;

    private final FaultySys sys = new FaultySys();

    private Path store() {
        return directory.resolve("store");
    }

    private Region create(String backend) {
        RegionOptions options = RegionOptions.defaults().withBackend(backend).withMaxSize(4 << 20);
        Region region = new Opener(Host.system().with(sys)).create(store(), SIZE, options);
        region.write(0, MemorySegment.ofArray(new long[SIZE / 8]).fill((byte) 7), 0, SIZE);
        region.drain();
        return region;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "channel", "emulated", "nil"})
    void theFileIsCutAndThatIsDurable(String backend) throws IOException {
        try (Region region = create(backend)) {
            Counters before = region.counters();
            region.shrink(64 << 10);
            assertThat(Files.size(store())).isEqualTo(64 << 10);
            assertThat(allocated()).isLessThan(SIZE);
            assertThat(region.counters().since(before)).isEqualTo(new Counters(0, 0, 0, 0, 1));
            region.grow(SIZE);
            assertThat(allocated()).isGreaterThanOrEqualTo(SIZE);
            assertThat(region.view().getByte(SIZE - 1)).isZero();
        }
        try (Region region = Regions.open(store(), RegionOptions.defaults())) {
            assertThat(region.size()).isEqualTo(SIZE);
            assertThat(region.view().getByte((64 << 10) - 1)).isEqualTo((byte) 7);
            assertThat(region.view().getByte(64 << 10)).isZero();
        }
    }

    /// The bytes go first and the file after them: whoever reads meanwhile is told that they are out of bounds.
    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "emulated"})
    void theBytesAreOutOfBoundsBeforeTheFileIsCut(String backend) {
        try (Region region = create(backend)) {
            var seen = new AtomicReference<Throwable>();
            sys.on(
                    "ftruncate",
                    _ -> {
                        try {
                            region.view().getByte(SIZE - 1);
                        } catch (IndexOutOfBoundsException out) {
                            seen.set(out);
                        }
                        return FaultySys.Script.GO_ON;
                    });
            region.shrink(4096);
            assertThat(seen.get()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "emulated"})
    void aFileThatCannotBeCutStaysUsable(String backend) {
        try (Region region = create(backend)) {
            for (int errno : new int[] {Errno.EPERM, Errno.ENOSPC, Errno.EIO}) {
                sys.fail("ftruncate", errno, false);
                assertThatThrownBy(() -> region.shrink(4096))
                        .isInstanceOf(ShrinkRefusedException.class)
                        .hasMessageContaining("262144")
                        .hasMessageContaining("nothing was changed");
                assertThat(region.size()).isEqualTo(SIZE);
                assertThat(region.view().getByte(SIZE - 1)).isEqualTo((byte) 7);
                region.write(SIZE - 1, MemorySegment.ofArray(new byte[] {7}), 0, 1);
                region.drain();
            }
            region.shrink(4096);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "emulated"})
    void aCutThatIsNotDurablePoisons(String backend) {
        try (Region region = create(backend)) {
            sys.fail("fsync", Errno.EIO, false);
            assertThatThrownBy(() -> region.shrink(4096)).isInstanceOf(SyncFailedException.class);
            assertThatThrownBy(() -> region.shrink(2048)).isInstanceOf(RegionPoisonedException.class);
            assertThatThrownBy(() -> region.release(0, 8)).isInstanceOf(RegionPoisonedException.class);
            assertThatThrownBy(() -> region.reclaim(0, 8)).isInstanceOf(RegionPoisonedException.class);
            assertThat(region.view().getByte(0)).isEqualTo((byte) 7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "emulated"})
    void blocksAreGivenBackAndTakenAgain(String backend) throws IOException {
        try (Region region = create(backend)) {
            long before = allocated();
            Assumptions.assumeTrue(region.release(64 << 10, 128 << 10), "no holes on this file system");
            region.drain();
            assertThat(allocated()).isEqualTo(before - (128 << 10));
            assertThat(Files.size(store())).isEqualTo(SIZE);
            region.reclaim(64 << 10, 128 << 10);
            assertThat(allocated()).isGreaterThanOrEqualTo(before);
        }
    }

    /// An instruction makes no hole durable, so the call itself does; elsewhere the next drain is one anyway.
    @Test
    void aReleaseCostsASynchronisationOnlyWhereADrainIsAFence() {
        for (String backend : List.of("fdatasync", "msync", "emulated")) {
            try (Region region = create(backend)) {
                Counters before = region.counters();
                Assumptions.assumeTrue(region.release(64 << 10, 4096), "no holes on this file system");
                long expected = backend.equals("emulated") ? 1 : 0;
                assertThat(region.counters().since(before).syncs()).as(backend).isEqualTo(expected);
                long syncs = sys.count("msync") + sys.count("fdatasync");
                region.drain();
                assertThat(sys.count("msync") + sys.count("fdatasync") - syncs).as(backend).isEqualTo(1 - expected);
            }
            store().toFile().delete();
        }
    }

    /// Blocks that a power cut could take away again would be missed by the next store.
    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "emulated"})
    void whatIsTakenBackIsDurableOnReturn(String backend) {
        try (Region region = create(backend)) {
            long syncs = sys.count("fsync");
            Counters before = region.counters();
            region.reclaim(4096, 8192);
            assertThat(sys.count("fsync") - syncs).isEqualTo(1);
            assertThat(region.counters().since(before)).isEqualTo(new Counters(0, 0, 0, 0, 1));
            sys.fail("fsync", Errno.EIO, false);
            assertThatThrownBy(() -> region.reclaim(4096, 8192)).isInstanceOf(SyncFailedException.class);
            assertThatThrownBy(region::drain).isInstanceOf(RegionPoisonedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Errno.EOPNOTSUPP, Errno.ENOSYS, Errno.EPERM})
    void whoCannotMakeHolesSaysSo(int errno) {
        sys.fail("fallocate", errno, true);
        try (Region region = create("fdatasync")) {
            assertThat(region.release(0, SIZE)).isFalse();
            assertThat(region.view().getByte(0)).isEqualTo((byte) 7);
            region.write(0, MemorySegment.ofArray(new byte[] {8}), 0, 1);
            region.drain();
        }
    }

    @Test
    void aChannelCannotMakeHoles() {
        try (Region region = create("channel")) {
            assertThat(region.release(0, SIZE)).isFalse();
            region.reclaim(0, 4096);
            assertThat(region.view().getByte(0)).isZero();
            assertThat(region.view().getByte(4096)).isEqualTo((byte) 7);
        }
    }

    @Test
    void aBrokenReleasePoisons() {
        sys.fail("fallocate", Errno.EIO, false);
        try (Region region = create("fdatasync")) {
            assertThatThrownBy(() -> region.release(0, SIZE)).isInstanceOf(SyncFailedException.class);
            assertThatThrownBy(region::drain).isInstanceOf(RegionPoisonedException.class);
        }
    }

    @Test
    void noRoomToTakeBlocksBackPoisonsNothing() {
        try (Region region = create("emulated")) {
            sys.fail("pwrite", Errno.ENOSPC, false);
            assertThatThrownBy(() -> region.reclaim(4096, 8192))
                    .isInstanceOf(NoSpaceException.class)
                    .hasMessageContaining("8192 bytes at 0x1000");
            region.reclaim(4096, 8192);
            assertThat(region.view().getByte(4096)).isZero();
        }
    }

    @Test
    void aReaderChangesNothing() {
        create("fdatasync").close();
        try (Region region = Regions.open(store(), RegionOptions.defaults().withReadOnly(true))) {
            region.shrink(SIZE);
            assertThatThrownBy(() -> region.shrink(1)).isInstanceOf(RegionReadOnlyException.class);
            assertThatThrownBy(() -> region.release(0, 1)).isInstanceOf(RegionReadOnlyException.class);
            assertThatThrownBy(() -> region.reclaim(0, 1)).isInstanceOf(RegionReadOnlyException.class);
        }
    }

    /// Writers in front of the cut go on while the end comes and goes, by machine code as well.
    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "emulated"})
    void othersWorkOnInFront(String backend) throws Exception {
        try (Region region = create(backend)) {
            var failures = new ArrayList<Throwable>();
            var done = new java.util.concurrent.atomic.AtomicBoolean();
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    MemorySegment bytes = MemorySegment.ofArray(new byte[1000]);
                                    while (!done.get()) {
                                        region.write(100, bytes, 0, 1000);
                                        region.drain();
                                    }
                                } catch (Throwable thrown) {
                                    failures.add(thrown);
                                }
                            });
            for (int i = 0; i < 20; i++) {
                region.shrink(8192);
                region.grow(SIZE);
            }
            done.set(true);
            writer.join();
            assertThat(failures).isEmpty();
        }
    }

    private long allocated() throws IOException {
        try (PosixFile file =
                PosixFile.open(sys, store(), StoreFile.Mode.READ, new Offload(Offload.Whom.VIRTUAL, "test"))) {
            FileStatus status = file.status();
            return status.allocated();
        }
    }
}

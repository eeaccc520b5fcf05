package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.pmem.RegionOpenException.Reason;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One writer at a time. A lock of the whole process's (a plain `FileLock`) is lost when any channel of the locked file
/// is closed, by anybody, and still says that it is valid.
class LockTest {
    @TempDir private Path directory;

    private Path store;

    @BeforeEach
    void createStore() {
        store = directory.resolve("store");
        Regions.create(store, 8192, RegionOptions.defaults()).close();
    }

    private static Region open(Path path, String backend) {
        return Regions.open(path, RegionOptions.defaults().withBackend(backend));
    }

    private static void assertLocked(Path path, String backend) {
        assertThatThrownBy(() -> open(path, backend))
                .isInstanceOfSatisfying(RegionOpenException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED))
                .hasMessageContaining("open in this process");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "channel", "emulated"})
    void aSecondOpenInThisProcessIsRefused(String backend) throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), store);
        Path hard = Files.createLink(directory.resolve("hard"), store);
        try (Region _ = open(store, backend)) {
            assertLocked(store, backend);
            assertLocked(link, backend);
            assertLocked(hard, backend);
            assertLocked(directory.resolve("./x/../store").normalize(), backend);
        }
        open(link, backend).close();
        open(hard, backend).close();
        open(store, backend).close();
    }

    @Test
    void withoutLibcAsWell() {
        Opener opener = new Opener(Host.system().withoutLibc("a test says so"));
        try (Region _ = opener.open(store, RegionOptions.defaults())) {
            assertThatThrownBy(() -> opener.open(store, RegionOptions.defaults()))
                    .isInstanceOf(RegionOpenException.class);
        }
        opener.open(store, RegionOptions.defaults()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "channel"})
    void anotherProcessIsRefusedEvenAfterOtherChannelsWereClosed(String backend) throws Exception {
        try (Region _ = open(store, backend)) {
            // Backups, scanners, editors: whoever reads the store, or even the lock file, and closes it again.
            for (Path path : new Path[] {store, store.resolveSibling("store" + Claim.SUFFIX)}) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    assertThat(channel.size()).isNotNegative();
                }
            }
            assertThat(ChildJvm.run(OpenInChild.class, store.toString(), backend).output())
                    .startsWith("LOCKED")
                    .contains("another process", "store.lock", "close it there");
        }
        assertThat(ChildJvm.run(OpenInChild.class, store.toString(), backend).output()).startsWith("OPENED");
    }

    @Test
    void withoutLibcTheLockIsSeenByOthersToo() throws Exception {
        Opener opener = new Opener(Host.system().withoutLibc("a test says so"));
        try (Region _ = opener.open(store, RegionOptions.defaults())) {
            try (FileChannel channel = FileChannel.open(store, StandardOpenOption.READ)) {
                assertThat(channel.size()).isEqualTo(8192);
            }
            assertThat(ChildJvm.run(OpenInChild.class, store.toString(), "fdatasync").output()).startsWith("LOCKED");
        }
    }

    @Test
    void readersAreLetInBesideAWriter() throws Exception {
        try (Region writer = open(store, "fdatasync");
                Region reader = Regions.open(store, RegionOptions.defaults().withReadOnly(true))) {
            writer.write(0, MemorySegment.ofArray(new byte[] {1, 2, 3, 4}), 0, 4);
            writer.drain();
            assertThat(reader.view().getInt(0)).isEqualTo(0x04030201);
            assertThat(ChildJvm.run(OpenInChild.class, store.toString(), "fdatasync", "readOnly").output())
                    .startsWith("OPENED");
        }
    }

    @Test
    void aReaderMakesNoFileAndKeepsNobodyOut() throws IOException {
        Files.delete(store.resolveSibling("store" + Claim.SUFFIX));
        try (Region reader = Regions.open(store, RegionOptions.defaults().withReadOnly(true))) {
            assertThat(directory.toFile().list()).containsExactly("store");
            assertThatThrownBy(() -> reader.publish(0, 1)).isInstanceOf(RegionReadOnlyException.class);
            assertThatThrownBy(() -> reader.grow(1 << 20)).isInstanceOf(RegionReadOnlyException.class);
            open(store, "fdatasync").close();
        }
    }

    /// Somebody deletes the lock file between our open of it and our lock: the lock on the deleted file is worthless.
    @Test
    void aLockOnADeletedLockFileDoesNotCount() {
        Path lockFile = store.resolveSibling("store" + Claim.SUFFIX);
        FaultySys sys = new FaultySys();
        sys.on(
                "lock",
                number -> {
                    if (number == 1) assertThat(lockFile.toFile().delete()).isTrue();
                    return FaultySys.Script.GO_ON;
                });
        try (Region _ = new Opener(Host.system().with(sys)).open(store, RegionOptions.defaults())) {
            assertThat(sys.count("lock")).isEqualTo(2);
            assertThat(lockFile).exists();
        }
    }
}

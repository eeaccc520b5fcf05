package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.pmem.RegionOpenException.Reason;
import dev.firn.pmem.posix.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each refusal says what, where, and what to do.
class OpenErrorsTest {
    private static final RegionOptions OPTIONS = RegionOptions.defaults();

    @TempDir private Path directory;

    @AfterEach
    void clearProperty() {
        System.clearProperty(Backend.PROPERTY);
    }

    private static void assertRefused(Reason reason, ThrowingCallable what, String... words) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(RegionOpenException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words);
    }

    @Test
    void missing() {
        Path absent = directory.resolve("absent");
        assertRefused(Reason.MISSING, () -> Regions.open(absent, OPTIONS), "absent", "create it");
        assertRefused(
                Reason.MISSING, () -> Regions.create(absent.resolve("store"), 4096, OPTIONS), "directory", "create it");
    }

    @Test
    void aLinkToNothing() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("absent"));
        assertRefused(Reason.MISSING, () -> Regions.open(link, OPTIONS), "symbolic link");
    }

    @Test
    void existing() throws IOException {
        Path store = Files.writeString(directory.resolve("store"), "precious");
        assertRefused(Reason.EXISTS, () -> Regions.create(store, 4096, OPTIONS), "open the existing");
        assertThat(store).hasContent("precious");
        assertThat(directory.toFile().list()).containsExactly("store");
    }

    @Test
    void existingWithoutLibc() throws IOException {
        Path store = Files.writeString(directory.resolve("store"), "precious");
        Opener opener = new Opener(Host.system().withoutLibc("a test says so"));
        assertRefused(Reason.EXISTS, () -> opener.create(store, 4096, OPTIONS), "open the existing");
        assertThat(store).hasContent("precious");
    }

    @Test
    void aDirectory() {
        assertRefused(Reason.IS_DIRECTORY, () -> Regions.open(directory, OPTIONS), "name a file");
        assertRefused(Reason.IS_DIRECTORY, () -> Regions.create(directory, 4096, OPTIONS), "name a file");
    }

    @Test
    void aPipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo does not run here");
        assertRefused(Reason.NOT_A_FILE, () -> Regions.open(pipe, OPTIONS), "name a regular file");
    }

    @Test
    void noPermission() throws IOException {
        Path store = Files.createFile(directory.resolve("store"));
        FaultySys sys = new FaultySys().fail("open", Errno.EACCES, true);
        Opener opener = new Opener(Host.system().with(sys));
        assertRefused(Reason.NO_PERMISSION, () -> opener.open(store, OPTIONS), "EACCES", "right", "readOnly");
    }

    /// The device fails while the file is being opened.
    @Test
    void aBrokenDevice() throws IOException {
        Path store = Files.createFile(directory.resolve("store"));
        FaultySys sys = new FaultySys().fail("open", Errno.EIO, true);
        assertRefused(
                Reason.IO, () -> new Opener(Host.system().with(sys)).open(store, OPTIONS), "EIO", "check the device");
    }

    @Test
    void anUnknownBackend() throws IOException {
        Path store = directory.resolve("store");
        assertRefused(
                Reason.BACKEND_UNAVAILABLE,
                () -> Regions.create(store, 4096, OPTIONS.withBackend("floppy")),
                "floppy",
                "clwb, jdk, libpmem2, fdatasync, msync, channel, nil, emulated");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aBackendThatIsNotPossibleHere() {
        Path store = directory.resolve("store");
        FaultySys sys = new FaultySys(); // no DAX
        assertRefused(
                Reason.BACKEND_UNAVAILABLE,
                () -> new Opener(Host.system().with(sys)).create(store, 4096, OPTIONS.withBackend("clwb")),
                "clwb",
                "MAP_SYNC");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void tooCoarse() {
        Path store = directory.resolve("store");
        assertRefused(
                Reason.GRANULARITY_NOT_SUPPORTED,
                () -> Regions.create(store, 4096, OPTIONS.withCoarsest(Granularity.CACHE_LINE)),
                "PAGE by fdatasync",
                "MAP_SYNC",
                "CACHE_LINE or finer was asked for");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void thePropertyChoosesWhenTheOptionsDoNot() {
        System.setProperty(Backend.PROPERTY, "nil");
        try (Region region = Regions.create(directory.resolve("a"), 4096, OPTIONS)) {
            assertThat(region.explain().backend()).isEqualTo("nil");
        }
        try (Region region = Regions.create(directory.resolve("b"), 4096, OPTIONS.withBackend("msync"))) {
            assertThat(region.explain().backend()).isEqualTo("msync");
        }
    }

    @Test
    void sizesThatMakeNoSense() {
        Path store = directory.resolve("store");
        assertThatThrownBy(() -> Regions.create(store, -1, OPTIONS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Regions.create(store, 2, OPTIONS.withMaxSize(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Regions.create(store, 2, OPTIONS.withReadOnly(true)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(directory).isEmptyDirectory();
    }
}

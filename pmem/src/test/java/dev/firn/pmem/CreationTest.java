package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A new store's name appears with all of its first contents, or not at all.
class CreationTest {
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "channel", "nil", "emulated"})
    void theNameAppearsWithTheContents(String backend) throws IOException {
        Path store = directory.resolve("store");
        var options = RegionOptions.defaults().withBackend(backend);
        try (var region =
                Regions.create(
                        store,
                        8192,
                        options,
                        blank -> {
                            assertThat(store).doesNotExist();
                            blank.write(0, MemorySegment.ofArray(new byte[] {1, 2, 3}), 0, 3);
                            blank.drain();
                        })) {
            assertThat(region.view().getByte(2)).isEqualTo((byte) 3);
            region.grow(16384);
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("store", "store.lock");
        }
    }

    @Test
    void contentsThatFailLeaveNothing() throws IOException {
        Path store = directory.resolve("store");
        assertThatThrownBy(() ->
                        Regions.create(
                                store,
                                8192,
                                RegionOptions.defaults(),
                                blank -> {
                                    throw new IllegalStateException("no");
                                }))
                .hasMessage("no");
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatAnEarlierCrashLeftIsInNobodysWay() throws IOException {
        Files.write(directory.resolve(".store.new"), new byte[100]);
        Regions.create(directory.resolve("store"), 8192, RegionOptions.defaults()).close();
        assertThat(directory.resolve(".store.new")).doesNotExist();
    }

    /// FAT, for one, has no hard links, and says so in one way or another.
    @Test
    void whereThereAreNoLinksTheFileIsRenamed() throws IOException {
        for (Creation.Link refusal : List.<Creation.Link>of(CreationTest::unsupported, CreationTest::notPermitted)) {
            Path unfinished = Files.write(directory.resolve(".store.new"), new byte[] {1, 2, 3});
            Path store = directory.resolve("store");
            Creation.name(Host.system(), unfinished, store, refusal);
            assertThat(store).hasBinaryContent(new byte[] {1, 2, 3});
            assertThat(unfinished).doesNotExist();
            Files.delete(store);
        }
    }

    @Test
    void aNameThatIsTakenIsNeverTakenAwayByARename() throws IOException {
        Path unfinished = Files.write(directory.resolve(".store.new"), new byte[] {1, 2, 3});
        Path store = Files.write(directory.resolve("store"), new byte[] {7});
        assertThatThrownBy(() -> Creation.name(Host.system(), unfinished, store, CreationTest::notPermitted))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(store).hasBinaryContent(new byte[] {7});
    }

    private static Path unsupported(Path link, Path existing) {
        throw new UnsupportedOperationException("no links");
    }

    private static Path notPermitted(Path link, Path existing) throws IOException {
        throw new FileSystemException(link.toString(), existing.toString(), "Operation not permitted");
    }
}

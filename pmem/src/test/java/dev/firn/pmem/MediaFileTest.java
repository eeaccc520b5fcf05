package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.BadRange.Why;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFileTest {
    private static final MediaNotes NOTES =
            new MediaNotes(
                    List.of(new BadRange(4096, 64, Why.UNREADABLE), new BadRange(1L << 40, 8, Why.CHECKSUM)),
                    OptionalLong.of(7),
                    Optional.of(new UUID(1, 2)),
                    true);

    @TempDir private Path directory;

    @Test
    void whatWasWrittenIsRead() {
        var file = MediaFile.beside(directory.resolve("bank.firn"));
        assertThat(file.read()).isEqualTo(MediaNotes.NONE);
        file.write(NOTES);
        assertThat(file.read()).isEqualTo(NOTES);
        file.write(MediaNotes.NONE);
        assertThat(file.read()).isEqualTo(MediaNotes.NONE);
        assertThat(directory).isDirectoryContaining(path -> path.endsWith("bank.firn.media"));
        assertThat(directory.toFile().list()).hasSize(1);
    }

    /// Each byte is changed in turn: the notes are then worth nothing, and nobody is misled by them.
    @Test
    void damagedNotesAreNone() throws Exception {
        var path = directory.resolve("bank.firn.media");
        byte[] bytes = NOTES.toText().getBytes();
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(path, damaged);
            assertThat(MediaFile.beside(directory.resolve("bank.firn")).read()).isEqualTo(MediaNotes.NONE);
        }
    }

    @Test
    void whatALaterVersionAddsIsLeftAlone() {
        String text = NOTES.toText().replaceFirst("alone\n", "alone\nnew word\n");
        var crc = new CRC32C();
        String body = text.substring(0, text.lastIndexOf("crc32c "));
        crc.update(body.getBytes());
        assertThat(MediaNotes.parse(body + "crc32c %08x%n".formatted((int) crc.getValue()))).contains(NOTES);
    }
}

package dev.firn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `firn backup` and `firn restore`, there and back.
class BackupCommandsTest {
    @TempDir Path folder;

    private void put(String name, long value) {
        try (Store store = Store.open(folder.resolve("a.firn"))) {
            store.sortedMap("words", Codec.string(), Codec.int64()).put(name, value);
        }
    }

    @Test
    void thereAndBack() throws IOException {
        Path file = folder.resolve("a.firn");
        Path backups = folder.resolve("backups");
        put("one", 1);
        assertThat(Cli.run("backup", file, backups).code()).isZero();
        put("two", 2);
        var second = Cli.run("backup", "--json", file, backups);
        long stamp = Json.MAPPER.readTree(second.out()).at("/backup/stamp").asLong();
        assertThat(Json.MAPPER.readTree(second.out()).at("/copiedBytes").asLong()).isPositive();
        assertThat(Cli.run("restore", "--list", backups).out().lines()).hasSize(2);
        Path restored = folder.resolve("b.firn");
        var said = Cli.run("restore", "--at", stamp, backups, restored);
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("it is verified and sound");
        assertThat(Cli.run("scan", restored, "words").out()).isEqualTo(Cli.run("scan", file, "words").out());
        assertThat(Cli.run("check", restored).code()).isZero();
        assertThat(Cli.run("restore", backups, restored).err()).contains("exists already");
        assertThat(Cli.run("backup", "--keep", 1, file, backups).code()).isZero();
        assertThat(Cli.run("restore", "--verify", backups).out()).endsWith(backups + " is sound\n");
        assertThat(Cli.run("restore", "--list", backups).out().lines()).hasSize(1);
    }

    @Test
    void badInput() throws IOException {
        Path file = folder.resolve("a.firn");
        Path backups = folder.resolve("backups");
        put("one", 1);
        Cli.run("backup", file, backups);
        assertThat(Cli.run("restore", backups).code()).isEqualTo(2);
        assertThat(Cli.run("restore", "--at", "noon", backups, folder.resolve("b")).code()).isEqualTo(2);
        var beyond = Cli.run("restore", "--at", "999999", backups, folder.resolve("b"));
        assertThat(beyond.code()).isEqualTo(1);
        assertThat(beyond.err()).contains("stamp 999999").contains("the newest backup is as of stamp");
        assertThat(Cli.run("restore", folder.resolve("none"), folder.resolve("b")).code()).isEqualTo(1);
        assertThat(Cli.run("backup", "--keep", 0, file, backups).code()).isEqualTo(2);
        assertThat(Cli.run("backup", folder.resolve("none"), backups).code()).isEqualTo(1);
        Path manifest = backups.resolve("backup-00000001");
        byte[] text = Files.readAllBytes(manifest);
        text[30] ^= 1;
        Files.write(manifest, text);
        var said = Cli.run("restore", backups, folder.resolve("b"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("backup-00000001, line 2: ");
        assertThat(folder.resolve("b")).doesNotExist();
    }
}

package dev.firn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Disks that are full or cannot be written: each command works within the room there is, or ends with one line that
/// says what, where, and what to do.
class FullDiskTest {
    private static final int KIB = 1 << 10;

    @TempDir Path folder;
    private Path store;
    private Path text;
    private Path backups;
    private Path disk;

    @BeforeEach
    void aStore() throws IOException {
        store = folder.resolve("store.firn");
        text = folder.resolve("store.jsonl");
        backups = folder.resolve("backups");
        disk = Files.createDirectory(folder.resolve("disk"));
        try (var made = Store.create(store, StoreOptions.defaults())) {
            made.map("words", Codec.string(), Codec.bytes()).put("a", new byte[500 * KIB]);
        }
        assertThat(Cli.run("export", store, text).code()).isZero();
        assertThat(Cli.run("backup", "--quiet", store, backups).code()).isZero();
    }

    @Test
    void whatNeedsMoreSaysSo() throws IOException {
        var small = TightDisk.of(300 * KIB, disk);
        String advice = "free some space";
        refused(small.run("put", "--create", disk.resolve("new.firn"), "words", "a", "b"), "new.firn", advice);
        refused(small.run("import", "--quiet", disk.resolve("new.firn"), text), "new.firn", advice);
        refused(small.run("restore", "--quiet", backups, disk.resolve("new.firn")), "new.firn", advice);
        refused(small.run("backup", "--quiet", store, disk.resolve("new")), "new", advice);
        refused(small.run("crash", "kill", "--json", "--dir", disk), "lane-0-0.firn", advice + ", or name a folder");
        refused(small.run("crash", "soak", "--json", "--dir", disk), "soak.firn", advice);
        var demo = small.run("demo", "--json", "--store", disk.resolve("new.firn"), "--input", text);
        refused(new Cli(demo.code(), demo.out(), lastLine(demo.err())), "new.firn", advice);
        assertThat(demo.err()).doesNotContain("the store is left");
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        var fixed = TightDisk.readOnly(disk);
        refused(fixed.run("put", "--create", disk.resolve("new.firn"), "words", "a", "b"), "new.firn", "another");
        refused(fixed.run("import", "--quiet", disk.resolve("new.firn"), text), "new.firn", "another");
        refused(fixed.run("restore", "--quiet", backups, disk.resolve("new.firn")), "new.firn", "another");
        refused(fixed.run("backup", "--quiet", store, disk.resolve("new")), "new", "another folder");
        refused(fixed.run("crash", "kill", "--dir", disk), "disk", "another folder");
        refused(fixed.run("crash", "soak", "--dir", disk), "disk", "another folder");
        var demo = fixed.run("demo", "--json", "--store", disk.resolve("new.firn"), "--input", text);
        refused(new Cli(demo.code(), demo.out(), lastLine(demo.err())), "new.firn", "another");
    }

    /// The file is made, and grows until nothing is left.
    @Test
    void anImportThatFillsTheDiskLeavesNothingBehind() throws IOException {
        Path much = folder.resolve("much.jsonl");
        try (var made = Store.create(folder.resolve("much.firn"), StoreOptions.defaults())) {
            var words = made.map("words", Codec.string(), Codec.bytes());
            for (int i = 0; i < 40; i++) words.put("a" + i, new byte[500 * KIB]);
        }
        assertThat(Cli.run("export", folder.resolve("much.firn"), much).code()).isZero();
        var said = TightDisk.of(17 << 20, disk).run("import", "--quiet", disk.resolve("new.firn"), much);
        refused(said, "new.firn.importing", "free some space");
    }

    @Test
    void aSoakWorksInTheRoomThereIs() throws IOException {
        var said = TightDisk.of(6 << 20, disk).run("crash", "soak", "--minutes", "0.1", "--json", "--dir", disk);
        assertThat(said.code()).as(said.err() + said.out()).isZero();
        var report = Json.MAPPER.readTree(said.out());
        assertThat(report.get("violations")).isEmpty();
        assertThat(report.get("keys").asInt()).isBetween(500, 3000);
        assertThat(report.get("cancelled").asBoolean()).isFalse();
    }

    private static void refused(Cli said, String where, String whatToDo) {
        assertThat(said.code()).as(said.err()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).startsWith("firn: ").contains(where, whatToDo).hasLineCount(1);
    }

    private static String lastLine(String text) {
        return text.lines().reduce((_, last) -> last).orElse("") + "\n";
    }
}

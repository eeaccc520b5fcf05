package dev.firn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.log.format.SuperblockLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemoryLayout.PathElement;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is given to it, the command line answers with one line and an exit code, and leaves the file as it was.
class BadInputTest {
    @TempDir Path folder;

    /// Makes something at a path that is no good store.
    @FunctionalInterface
    interface Maker {
        void make(Path file) throws IOException;
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("missing", (Maker) file -> {}, "does not exist"),
                arguments("directory", (Maker) Files::createDirectory, "is a directory"),
                arguments("empty", (Maker) Files::createFile, "empty"),
                arguments("zeros", (Maker) file -> Files.write(file, new byte[1 << 20]), "zeros"),
                arguments(
                        "foreign",
                        (Maker) file -> Files.writeString(file, "Dear diary, ".repeat(9999)),
                        "not a Firn store"),
                arguments("random", (Maker) BadInputTest::random, "not a Firn store"),
                arguments("truncated", (Maker) BadInputTest::truncated, "restore it from a copy"),
                arguments("damaged", (Maker) BadInputTest::damaged, "restore"),
                arguments("newer", (Maker) BadInputTest::newer, "newer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void everyCommandSaysItInOneLine(String name, Maker maker, String expected) throws IOException {
        Path file = folder.resolve(name + ".firn");
        maker.make(file);
        byte[] before = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        boolean isStore = name.equals("truncated") || name.equals("damaged");
        for (var command : commands(file)) {
            if (isStore && looksInside(command)) continue; // see the next test
            var said = Cli.run(command.toArray());
            assertThat(said.err()).as("%s", command).startsWith("firn: ").contains(file.toString(), expected);
            assertThat(said.err().lines()).as("%s", command).hasSize(1);
            assertThat(said.code()).as("%s", command).isEqualTo(1);
            assertThat(said.out()).as("%s", command).isEmpty();
        }
        if (Files.isRegularFile(file)) assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private static boolean looksInside(List<Object> command) {
        return command.contains("check") || command.contains("--log");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void checkAndDumpLookIntoWhatDoesNotOpen(String name, Maker maker, String expected) throws IOException {
        if (!name.equals("truncated") && !name.equals("damaged")) return;
        Path file = folder.resolve(name + ".firn");
        maker.make(file);
        byte[] before = Files.readAllBytes(file);
        var check = Cli.run("check", file);
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("WRONG: ", "is damaged: ", expected);
        assertThat(Cli.run("check", "--json", file).out()).contains("\"sound\" : false", "\"advice\"");
        var dump = Cli.run("dump", "--log", "--records", file);
        assertThat(dump.code()).isZero();
        assertThat(dump.out()).contains("segment 0: head 0");
        assertThat(Cli.run("repair", "--dry-run", file).out()).contains("nothing was changed");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        var repair = Cli.run("repair", "--json", file);
        assertThat(repair.out()).contains("\"repaired\" : true");
        assertThat(Cli.run("check", "--deep", file).code()).isZero();
    }

    private static List<List<Object>> commands(Path file) {
        return List.of(
                List.of("info", file),
                List.of("check", file),
                List.of("dump", file),
                List.of("dump", "--log", file),
                List.of("get", file, "words", "a"),
                List.of("scan", file, "words"),
                List.of("put", file, "words", "a", "1"),
                List.of("del", file, "words", "a"));
    }

    @Test
    void aFileWithoutPermission() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read and write everything");
        Path file = folder.resolve("secret.firn");
        store(file);
        Files.setPosixFilePermissions(file, Set.of());
        var said = Cli.run("info", file);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).startsWith("firn: ").contains(file.toString()).hasLineCount(1);
    }

    @Test
    void aFolderWhereNothingCanBeMade() {
        var said = Cli.run("put", "--create", "/proc/store.firn", "a", "b", "c");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).startsWith("firn: ").contains("/proc/store.firn").hasLineCount(1);
    }

    @Test
    void aStoreThatAnotherProcessHasOpen() throws Exception {
        Path file = folder.resolve("busy.firn");
        store(file);
        var holder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BadInputTest.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("open");
            for (var command : List.of(List.of("put", file, "words", "a", "1"), List.of("del", file, "words", "a"))) {
                var said = Cli.run(command.toArray());
                assertThat(said.err()).startsWith("firn: ").contains(file.toString(), "process").hasLineCount(1);
                assertThat(said.code()).isEqualTo(1);
            }
        } finally {
            holder.getOutputStream().close();
            holder.waitFor();
        }
        assertThat(Cli.run("put", file, "words", "a", "1").code()).isZero();
    }

    /// The other process: opens a store until its input ends.
    public static void main(String[] args) throws IOException {
        try (Store store = Store.open(Path.of(args[0]))) {
            System.out.println("open");
            System.in.transferTo(OutputStream.nullOutputStream());
            assert !store.collections().isEmpty();
        }
    }

    @Test
    void verboseShowsWhereItHappened() {
        var said = Cli.run("info", "--verbose", folder.resolve("missing.firn"));
        assertThat(said.err().lines().count()).isGreaterThan(3);
        assertThat(said.err()).contains("\tat dev.firn.");
    }

    private static void store(Path file) {
        var options = StoreOptions.defaults().withSegmentBytes(64 << 10).withInitialBytes(1 << 20);
        try (Store store = Store.open(file, options)) {
            var words = store.sortedMap("words", Codec.string(), Codec.int64());
            for (long i = 0; i < 200; i++) words.put("word" + i, i);
        }
    }

    private static void random(Path file) throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(3).nextBytes(bytes);
        Files.write(file, bytes);
    }

    private static void truncated(Path file) throws IOException {
        store(file);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(200_000);
        }
    }

    /// A byte of an acknowledged commit is wrong.
    private static void damaged(Path file) throws IOException {
        store(file);
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("word3");
        overwrite(file, at, (byte) 'W');
    }

    /// Both superblocks say a major version that is yet to come. Where it lies is the format's business: see
    /// `SuperblockLayout`.
    private static void newer(Path file) throws IOException {
        store(file);
        try (Store store = Store.open(file)) {
            assertThat(store.collections()).isNotEmpty(); // A second opening, so that both slots are in use.
        }
        for (int slot = 0; slot < 2; slot++) {
            int at =
                    (int)
                            (SuperblockLayout.slot(slot)
                                    + SuperblockLayout.LAYOUT.byteOffset(PathElement.groupElement("major")));
            overwrite(file, at, (byte) 99);
        }
    }

    private static void overwrite(Path file, long at, byte value) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {value}), at);
        }
    }
}

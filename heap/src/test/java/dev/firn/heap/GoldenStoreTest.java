package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Stores as version 1 wrote them, in hex, which every later version opens and reads. A file is written once, when it
/// is missing and `FIRN_GOLDEN=write` in the environment asks for it, and never again: if a change makes this test
/// fail, the change breaks people's stores.
class GoldenStoreTest {
    static final Path FOLDER = Path.of("src/test/resources/golden/v1");
    private static final int LINE = 32;
    static final StoreOptions OPTIONS = StoreOptions.defaults().withSegmentBytes(4096);

    enum Golden {
        ONE_COMMIT("one-commit", GoldenStoreTest::oneCommit, Map.of("one", 1L)),
        KILLED("killed", GoldenStoreTest::killed, Map.of("a", 2L, "c", 3L)),
        PAGES("pages", GoldenStoreTest::pages, expectedPages());

        final String file;
        final Consumer<Region> writer;
        final Map<String, Long> expected;

        Golden(String file, Consumer<Region> writer, Map<String, Long> expected) {
            this.file = file;
            this.writer = writer;
            this.expected = expected;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isReadByThisVersion(Golden golden) throws IOException {
        Path file = FOLDER.resolve(golden.file + ".hex");
        if (Files.notExists(file) && "write".equals(System.getenv("FIRN_GOLDEN"))) write(golden, file);
        var bytes = read(file);
        for (int opening = 0; opening < 2; opening++) {
            try (var store = Store.open(RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(bytes))), OPTIONS)) {
                assertThat(map(store)).isEqualTo(new TreeMap<>(golden.expected));
                if (golden == Golden.PAGES) {
                    assertThat(store.ref("long", Codec.string()).get()).contains("long text ".repeat(450));
                }
            }
        }
    }

    private static void oneCommit(Region region) {
        try (var store = Store.open(region, OPTIONS)) {
            map(store).put("one", 1L);
        }
    }

    /// Two lives, a removal, and no orderly end.
    private static void killed(Region region) {
        var first = map(Store.open(region, OPTIONS));
        first.put("a", 1L);
        first.put("b", 1L);
        var store = Store.open(region, OPTIONS);
        store.transact(() -> {
            map(store).put("a", 2L);
            map(store).remove("b");
            map(store).put("c", 3L);
        });
    }

    /// Divided pages, chains of changes, several segments, a value in chunks.
    private static void pages(Region region) {
        try (var store = Store.open(region, OPTIONS)) {
            for (int i = 0; i < 60; i++) map(store).put("key " + i, (long) i);
            for (int i = 0; i < 60; i += 3) map(store).remove("key " + i);
            store.ref("long", Codec.string()).set("long text ".repeat(450));
        }
    }

    private static Map<String, Long> expectedPages() {
        var expected = new TreeMap<String, Long>();
        for (int i = 0; i < 60; i++) {
            if (i % 3 != 0) expected.put("key " + i, (long) i);
        }
        return expected;
    }

    static DurableSortedMap<String, Long> map(Store store) {
        return store.sortedMap("map", Codec.string(), Codec.int64());
    }

    private static void write(Golden golden, Path file) throws IOException {
        var bytes = new byte[8192 + 16 * 4096];
        golden.writer.accept(RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(bytes))));
        var hex = new StringBuilder("%08x bytes; lines of zeros are left out%n".formatted(bytes.length));
        for (int at = 0; at < bytes.length; at += LINE) {
            String line = HexFormat.of().formatHex(bytes, at, at + LINE);
            if (!line.matches("0*")) hex.append("%08x %s%n".formatted(at, line));
        }
        Files.createDirectories(FOLDER);
        Files.writeString(file, hex);
    }

    static byte[] read(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var bytes = new byte[HexFormat.fromHexDigits(lines.getFirst().substring(0, 8))];
        for (String line : lines.subList(1, lines.size())) {
            var content = HexFormat.of().parseHex(line.substring(9));
            System.arraycopy(content, 0, bytes, HexFormat.fromHexDigits(line.substring(0, 8)), content.length);
        }
        return bytes;
    }
}

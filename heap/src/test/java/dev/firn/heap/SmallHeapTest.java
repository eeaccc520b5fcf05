package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing on the Java heap grows with a collection: a JVM of 64 MiB fills, opens, reads and scans one many times
/// larger.
class SmallHeapTest {
    private static final int ENTRIES = 200_000;

    @TempDir Path folder;

    @Test
    void aSmallHeapIsEnough() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                List.of(
                        java,
                        "-Xmx64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.resolve("store").toString(),
                        String.valueOf(ENTRIES));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(said).as(said).contains("all " + ENTRIES + " are there");
        assertThat(process.exitValue()).isZero();
    }

    /// Runs in the small JVM.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            var path = Path.of(arguments[0]);
            int entries = Integer.parseInt(arguments[1]);
            fill(path, entries);
            check(path, entries);
        }

        private static Store open(Path path) {
            var options = StoreOptions.defaults().withBackend("nil").withMaxBytes(8L << 30);
            return Store.open(path, options);
        }

        private static void fill(Path path, int entries) {
            try (var store = open(path)) {
                var map = store.sortedMap("m", Codec.int64(), Codec.bytes());
                for (int from = 0; from < entries; from += 1000) {
                    int first = from;
                    store.transact(() -> {
                        for (int i = first; i < first + 1000; i++) map.put(key(i), value(i));
                    });
                }
            }
        }

        private static void check(Path path, int entries) {
            long began = System.nanoTime();
            try (var store = open(path)) {
                var map = store.sortedMap("m", Codec.int64(), Codec.bytes());
                System.out.printf("opened in %d ms%n", (System.nanoTime() - began) / 1_000_000);
                for (int i = 0; i < entries; i += 7) {
                    if (map.get(key(i)).length != value(i).length) throw new IllegalStateException("value " + i);
                }
                long count = 0;
                long last = Long.MIN_VALUE;
                for (long key : map.keySet()) {
                    if (key <= last && count > 0) throw new IllegalStateException("order");
                    last = key;
                    count++;
                }
                if (count != entries || map.size() != entries) throw new IllegalStateException("found " + count);
                System.out.printf("all %d are there after %d ms%n", count, (System.nanoTime() - began) / 1_000_000);
                System.out.println(store.metrics());
            }
        }

        private static long key(int i) {
            return i * 0x9e3779b97f4a7c15L;
        }

        private static byte[] value(int i) {
            return new byte[90 + i % 20];
        }
    }
}

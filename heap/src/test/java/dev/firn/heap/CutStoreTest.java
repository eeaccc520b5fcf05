package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.pmem.RegionOpenException;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.TruncatedStoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A store's file is cut at each page under a living process, and before it is opened: every way of reading it and, where
/// writes are calls or the JVM's own stores, of changing it, gives a typed error or an answer, and the process lives.
class CutStoreTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "fdatasync, cold, writes",
        "fdatasync, hot, writes",
        "channel, hot, writes",
        "msync, hot, writes",
        "jdk, hot, writes",
        // Its writes are machine code: see whatIsKilledByAWriteLosesNothing.
        "emulated, hot, reads",
    })
    void noPageEndsTheProcess(String backend, String warmth, String what) throws Exception {
        requirePossible(backend);
        var child = run(CutStoreInChild.class, folder.toString(), backend, warmth, what);
        assertThat(child.code()).as(child.output()).isZero();
        assertThat(child.output()).doesNotContain("UNTYPED").contains("MediumFaultException", "TruncatedStore", "done");
    }

    /// Machine code that stores into a page which is gone is beyond the JVM's help: it ends. What it had acknowledged is
    /// there when the file has its length again, and until then the file is refused.
    @Test
    void whatIsKilledByAWriteLosesNothing() throws Exception {
        requirePossible("emulated");
        var file = folder.resolve("store");
        var child = run(CutBeforeWriteInChild.class, file.toString());
        assertThat(child.code()).as(child.output()).isNotZero();
        assertThat(child.output()).contains("SIGBUS");
        long acknowledged = child.output().lines().filter(line -> line.startsWith("acknowledged")).count();
        assertThat(acknowledged).isGreaterThan(30).isLessThan(1_000);
        var options = StoreOptions.defaults().withBackend("fdatasync");
        assertThatThrownBy(() -> Store.open(file, options)).isInstanceOf(TruncatedStoreException.class);
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(StoreOptions.defaults().initialBytes());
        }
        try (var store = Store.open(file, options)) {
            var map = GoldenStoreTest.map(store);
            for (long number = 0; number < acknowledged; number++) assertThat(map).containsEntry("key " + number, number);
        }
    }

    private void requirePossible(String backend) {
        try {
            Regions.explain(folder, RegionOptions.defaults().withBackend(backend));
        } catch (RegionOpenException refused) {
            assumeTrue(false, refused.getMessage());
        }
    }

    /// @param output both streams
    record Child(int code, String output) {}

    private static Child run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-Xmx128m",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:ErrorFile=/dev/null",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Child(process.waitFor(), output);
    }
}

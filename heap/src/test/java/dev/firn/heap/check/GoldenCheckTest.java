package dev.firn.heap.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Stores that earlier versions wrote are clean, too.
class GoldenCheckTest {
    @Test
    void everyGoldenStoreIsClean() throws Exception {
        URI golden = GoldenCheckTest.class.getResource("/golden").toURI();
        assertThat(FileSystems.getDefault().provider().getScheme()).isEqualTo(golden.getScheme());
        try (var files = Files.walk(Path.of(golden))) {
            var stores = files.filter(Files::isRegularFile).filter(f -> f.toString().contains(".firn")).toList();
            assertThat(stores).hasSizeGreaterThan(2);
            for (var store : stores) {
                var report = Sample.check(bytes(store));
                assertThat(report.isClean()).as(store + ": " + report.findings()).isTrue();
            }
        }
    }

    private static byte[] bytes(Path store) throws IOException {
        try (InputStream in = Files.newInputStream(store)) {
            return store.toString().endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }
}

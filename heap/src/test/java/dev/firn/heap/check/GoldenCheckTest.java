package dev.firn.heap.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stores that earlier versions wrote are clean, too.
class GoldenCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"one-commit", "pages", "killed"})
    void aGoldenStoreIsClean(String name) throws IOException {
        var report = Sample.check(bytes(Path.of("src/test/resources/golden/v1", name + ".hex")));
        assertThat(report.isClean()).as(report.findings().toString()).isTrue();
        assertThat(report.collections()).isNotEmpty();
    }

    /// A line with the length, then lines of a place and what is there.
    private static byte[] bytes(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var bytes = new byte[HexFormat.fromHexDigits(lines.getFirst().substring(0, 8))];
        for (var line : lines.subList(1, lines.size())) {
            byte[] content = HexFormat.of().parseHex(line.substring(9));
            System.arraycopy(content, 0, bytes, HexFormat.fromHexDigits(line.substring(0, 8)), content.length);
        }
        return bytes;
    }
}

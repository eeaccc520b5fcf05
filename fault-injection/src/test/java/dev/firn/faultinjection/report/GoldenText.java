package dev.firn.faultinjection.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Text that is kept beside the tests; `-Dfirn.update=true` writes it anew.
final class GoldenText {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private GoldenText() {}

    static void check(String name, String text) {
        var file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("firn.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            assertThat(text).as("%s; -Dfirn.update=true rewrites it", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

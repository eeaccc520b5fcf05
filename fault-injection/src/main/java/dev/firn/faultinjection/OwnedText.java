package dev.firn.faultinjection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A part of a text file that a test owns: it is compared with what the code says, so that no document lags behind.
///
/// The part lies between `<!-- name -->` and `<!-- /name -->`. With `-Dfirn.update=true` the test writes it instead.
public final class OwnedText {
    private OwnedText() {}

    /// Compares the part `name` of `file` with `expected`.
    ///
    /// @throws AssertionError when they differ, or the file has no such part
    public static void check(Path file, String name, String expected) {
        try {
            String text = Files.readString(file);
            String begin = "<!-- " + name + " -->\n";
            String end = "<!-- /" + name + " -->";
            int from = text.indexOf(begin) + begin.length();
            int to = text.indexOf(end, from);
            if (from < begin.length() || to < 0) {
                throw new AssertionError("%s has no part between %s and %s".formatted(file, begin.strip(), end));
            }
            String wanted = expected.strip() + "\n";
            if (text.substring(from, to).equals(wanted)) return;
            if (!Boolean.getBoolean("firn.update")) {
                throw new AssertionError(
                        "part %s of %s is not what the code says; -Dfirn.update=true rewrites it:%n%s"
                                .formatted(name, file, wanted));
            }
            Files.writeString(file, text.substring(0, from) + wanted + text.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

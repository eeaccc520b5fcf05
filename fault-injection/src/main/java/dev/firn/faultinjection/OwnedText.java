package dev.firn.faultinjection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A part of a text file that a test owns: it is compared with what the code says, so that no document lags behind.
///
/// The part lies between `<!-- name -->` and `<!-- /name -->`. With `-Dfirn.update=true` the test writes it instead.
public final class OwnedText {
    private OwnedText() {}

    /// Compares the part `name` of `file` with `expected`.
    ///
    /// @throws AssertionError when they differ, or the file has no such part
    public static void check(Path file, String name, String expected) {
        check(file, name, expected, UnaryOperator.identity());
    }

    /// The same for a table whose last column was measured: it is not compared, nor is what is no row. When it is
    /// written, a line above it says on what machine and when.
    public static void checkMeasured(Path file, String name, String expected) {
        String where =
                "Measured with JDK %s on %s %s with %d processors, on %s."
                        .formatted(
                                Runtime.version().feature(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors(),
                                LocalDate.now(ZoneOffset.UTC));
        check(file, name, where + "\n\n" + expected, OwnedText::withoutLastColumn);
    }

    private static String withoutLastColumn(String text) {
        return text.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2)))
                .collect(Collectors.joining("\n"));
    }

    private static void check(Path file, String name, String expected, UnaryOperator<String> compared) {
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
            boolean update = Boolean.getBoolean("firn.update");
            String found = text.substring(from, to);
            if (found.equals(wanted) || !update && compared.apply(found).equals(compared.apply(wanted))) return;
            if (!update) {
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

package dev.firn.faultinjection.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts reports into a folder, as `NAME.txt`, `NAME.html` and `NAME.replay`.
public final class ReportFiles {
    /// The system property that names the folder.
    public static final String PROPERTY = "firn.report.dir";

    static final String REPLAY = ".replay";

    private static final int MOST_LETTERS = 80;

    private ReportFiles() {}

    /// The folder that `-Dfirn.report.dir=DIR` asks for.
    public static Optional<Path> requested() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).filter(name -> !name.isBlank()).map(Path::of);
    }

    /// Where test runners put reports when nothing else is said: `target/firn-crash` of the current folder.
    public static Path usual() {
        return Path.of("target", "firn-crash");
    }

    /// Writes what there is, over what is there, and returns the paths: text, page, and the replay file if there is one.
    ///
    /// @param name of the test; letters that do not belong into the name of a file are replaced
    /// @throws IOException when something cannot be written
    public static List<Path> write(Path folder, String name, CrashDocument document) throws IOException {
        Files.createDirectories(folder);
        var written = new ArrayList<Path>();
        written.add(Files.writeString(folder.resolve(fileName(name) + ".txt"), document.text()));
        written.add(Files.writeString(folder.resolve(fileName(name) + ".html"), document.html()));
        if (document.replay().isPresent()) {
            var path = folder.resolve(fileName(name) + REPLAY);
            document.replay().get().write(path);
            written.add(path);
        }
        return written;
    }

    private static String fileName(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+", "");
        if (safe.length() > MOST_LETTERS) safe = safe.substring(safe.length() - MOST_LETTERS);
        return safe.isEmpty() ? "crash" : safe;
    }
}

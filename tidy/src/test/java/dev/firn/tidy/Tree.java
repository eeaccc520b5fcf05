package dev.firn.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The files of this repository as they lie on the disk, without what a build makes.
final class Tree {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode");

    private static final Path ROOT = findRoot();

    private Tree() {}

    static Path root() {
        return ROOT;
    }

    /// Files whose name ends with one of `endings`, in a stable order.
    static List<Path> files(String... endings) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> isOurs(ROOT.relativize(file)))
                    .filter(file -> Stream.of(endings).anyMatch(file.getFileName().toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static boolean isOurs(Path relative) {
        for (Path part : relative) if (NOT_OURS.contains(part.toString())) return false;
        return true;
    }

    private static Path findRoot() {
        Path here = Path.of("").toAbsolutePath();
        for (Path dir = here; dir != null; dir = dir.getParent()) if (Files.exists(dir.resolve("firn"))) return dir;
        throw new IllegalStateException("no folder above " + here + " holds the launcher firn");
    }
}

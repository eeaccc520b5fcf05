package dev.firn.cli.crash;

import dev.firn.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder of a campaign's own, which goes away at the end unless there is something to be looked at in it.
final class Scratch implements AutoCloseable {
    private final Path folder;
    private boolean kept;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /// @param parent where it is made; empty for the temporary folder
    /// @throws UsageException when `parent` is no folder
    static Scratch in(Optional<Path> parent) throws IOException {
        if (parent.isEmpty()) return new Scratch(Files.createTempDirectory("firn-crash"));
        if (!Files.isDirectory(parent.get())) throw new UsageException("there is no folder " + parent.get());
        return new Scratch(Files.createTempDirectory(parent.get(), "firn-crash"));
    }

    Path folder() {
        return folder;
    }

    /// Leaves it where it is.
    void keep() {
        kept = true;
    }

    @Override
    public void close() {
        if (kept) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            // It bears our name, and can be deleted by whoever finds it.
        }
    }
}

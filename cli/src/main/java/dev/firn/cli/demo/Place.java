package dev.firn.cli.demo;

import dev.firn.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a run keeps its files: the store, and a folder that goes away at the end.
final class Place implements AutoCloseable {
    private final Path store;
    private final Path scratch;
    private boolean kept;

    private Place(Path store, Path scratch, boolean kept) {
        this.store = store;
        this.scratch = scratch;
        this.kept = kept;
    }

    /// @param wanted the store's file, which must not be there yet; empty for one in the temporary folder
    /// @throws UsageException when something is there
    static Place of(Optional<Path> wanted) throws IOException {
        if (wanted.isPresent() && Files.exists(wanted.get())) {
            throw new UsageException(wanted.get() + " exists already; the demo makes a new store: name another file");
        }
        Path scratch = Files.createTempDirectory("firn-demo");
        return new Place(wanted.orElse(scratch.resolve("words.firn")), scratch, wanted.isPresent());
    }

    Path store() {
        return store;
    }

    Path scratch() {
        return scratch;
    }

    /// Leaves the store where it is: somebody will want to look at it.
    void keep() {
        kept = true;
    }

    boolean isKept() {
        return kept;
    }

    /// The length of the store's file, 0 when there is none.
    long storeBytes() {
        try {
            return Files.size(store);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        if (kept && store.startsWith(scratch)) return;
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is in the temporary folder, where leftovers are cleared away in time.
        }
    }
}

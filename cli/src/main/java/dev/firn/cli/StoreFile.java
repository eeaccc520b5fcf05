package dev.firn.cli;

import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Recovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The store that a command is about.
final class StoreFile {
    @Parameters(index = "0", paramLabel = "FILE", description = "The store's file.")
    private Path path;

    @Option(names = "--backend", paramLabel = "NAME", description = "Forces a persist back-end (see 'firn explain').")
    private Optional<String> backend = Optional.empty();

    Path path() {
        return path;
    }

    /// Opens it without changing a byte of it.
    ///
    /// @throws FailedException when it cannot be opened
    Store openToRead() {
        return open(options().withReadOnly(true));
    }

    /// Opens its bytes without changing one.
    ///
    /// @throws FailedException when it cannot be opened
    Region regionToRead() {
        return named(() -> Regions.open(path, RegionOptions.defaults().withReadOnly(true)));
    }

    /// Opens it to be changed. Without `create` it must be there; what is there must be a store: an empty file is none.
    ///
    /// @throws FailedException when it cannot be opened
    Store openToWrite(boolean create) {
        if (!create || Files.exists(path)) requireNotBlank();
        return open(options().withCreateIfMissing(create));
    }

    private Store open(StoreOptions options) {
        try (var bar = OpeningBar.onTerminal()) {
            return named(() -> Store.open(path, options, bar.watched()));
        }
    }

    /// What recovery says is about a region; a person wants to know which file.
    private <T> T named(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (FirnException e) {
            if (e.getMessage().contains(path.toString())) throw e;
            throw new FailedException(path + ": " + e.getMessage(), e);
        }
    }

    private void requireNotBlank() {
        try (Region region = regionToRead()) {
            if (Recovery.isBlank(region)) {
                throw new FailedException(
                        "%s: not a Firn store, it is empty or begins with zeros; delete it and use --create"
                                .formatted(path));
            }
        }
    }

    private StoreOptions options() {
        return backend.map(StoreOptions.defaults()::withBackend).orElse(StoreOptions.defaults());
    }
}

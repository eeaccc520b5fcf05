package dev.firn.cli;

import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Recovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
    Store openToRead() {
        return Store.open(path, options().withReadOnly(true));
    }

    /// Opens it to be changed. Without `create` it must be there, and be a store: an empty file is none.
    Store openToWrite(boolean create) {
        if (!create || Files.exists(path)) requireNotBlank();
        return Store.open(path, options().withCreateIfMissing(create));
    }

    private void requireNotBlank() {
        try (Region region = Regions.open(path, RegionOptions.defaults().withReadOnly(true))) {
            if (Recovery.isBlank(region)) {
                throw new FailedException("%s is no store: it is empty or all zero; delete it and use --create".formatted(path));
            }
        }
    }

    private StoreOptions options() {
        return backend.map(StoreOptions.defaults()::withBackend).orElse(StoreOptions.defaults());
    }
}

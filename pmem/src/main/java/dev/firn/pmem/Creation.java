package dev.firn.pmem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes a store's file: zero-filled, with blocks of its own, durable together with its name, or not there at all.
final class Creation {
    private Creation() {}

    static void create(Host host, Path store, long size) throws IOException {
        try (StoreFile file = HostFiles.open(host, store, StoreFile.Mode.CREATE)) {
            fill(file, store, size);
        }
        syncDirectory(host, store.getParent());
    }

    private static void fill(StoreFile file, Path store, long size) throws IOException {
        try {
            ZeroFill.fill(file, 0, size);
            file.syncAll();
            file.forget();
        } catch (IOException | RuntimeException | Error failed) {
            Files.deleteIfExists(store);
            throw failed;
        }
    }

    /// A name is durable when its directory is. Some systems (Windows) do not let a directory be opened.
    private static void syncDirectory(Host host, Path directory) throws IOException {
        try (StoreFile file = HostFiles.open(host, directory, StoreFile.Mode.READ)) {
            file.syncAll();
        } catch (IOException refused) {
            if (host.libc() instanceof Host.Reach.Granted) throw refused;
        }
    }
}

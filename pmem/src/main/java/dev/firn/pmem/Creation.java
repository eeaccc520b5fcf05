package dev.firn.pmem;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes a store's file: zero-filled, with blocks of its own, durable together with its name, or not there at all.
///
/// It grows up under another name, and gets its own when it is complete: whoever finds the name finds all of it.
final class Creation {
    private Creation() {}

    /// The name of a store that is being made. What a crash left under it is worth nothing.
    static Path unfinished(Path store) {
        return store.resolveSibling("." + store.getFileName() + ".new");
    }

    static void create(Host host, Path unfinished, long size) throws IOException {
        Files.deleteIfExists(unfinished);
        try (StoreFile file = HostFiles.open(host, unfinished, StoreFile.Mode.CREATE)) {
            fill(file, unfinished, size);
        }
    }

    /// Gives a complete store its name, which nobody may have taken meanwhile. Durable on return.
    static void name(Host host, Path unfinished, Path store) throws IOException {
        name(host, unfinished, store, Files::createLink);
    }

    /// A second name for a file, which some file systems do not have.
    interface Link {
        Object make(Path link, Path existing) throws IOException;
    }

    static void name(Host host, Path unfinished, Path store, Link link) throws IOException {
        try {
            link.make(store, unfinished);
            Files.delete(unfinished);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(unfinished, store);
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
    static void syncDirectory(Host host, Path directory) throws IOException {
        try (StoreFile file = HostFiles.open(host, directory, StoreFile.Mode.READ)) {
            file.syncAll();
        } catch (IOException refused) {
            if (host.libc() instanceof Host.Reach.Granted) throw refused;
        }
    }
}

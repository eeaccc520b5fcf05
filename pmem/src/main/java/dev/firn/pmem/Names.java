package dev.firn.pmem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Gives files names, durably.
final class Names {
    private final Host host;

    Names(Host host) {
        this.host = host;
    }

    /// A second name for a file, or, where the file system has no such thing, a copy of it.
    void second(Path existing, Path second) {
        try {
            link(existing, second);
            sync(directory(second));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void link(Path existing, Path second) throws IOException {
        try {
            Files.createLink(second, existing);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.copy(existing, second);
            sync(second);
        }
    }

    void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(directory(to));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path directory(Path of) {
        return of.toAbsolutePath().getParent();
    }

    /// Some systems (Windows) do not let a directory be opened.
    private void sync(Path path) throws IOException {
        try (StoreFile file = HostFiles.open(host, path, StoreFile.Mode.READ)) {
            file.syncAll();
        } catch (IOException refused) {
            if (host.libc() instanceof Host.Reach.Granted) throw refused;
        }
    }
}

package dev.firn.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Where benchmarks put their files: memory for the cache-line modes, the disk for the page modes.
public final class Places {
    private Places() {}

    /// A new folder in memory (`/dev/shm`), or in the folder that `firn.bench.memory` names.
    public static Path memory() {
        return folder(System.getProperty("firn.bench.memory", "/dev/shm"));
    }

    /// A new folder on the disk of the working directory, or in the folder that `firn.bench.disk` names.
    static Path disk() {
        return folder(System.getProperty("firn.bench.disk", System.getProperty("user.dir") + "/bench/target"));
    }

    /// By what a back-end needs.
    static Path of(String backend) {
        return backend.equals("emulated") || backend.equals("nil") ? memory() : disk();
    }

    public static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String parent) {
        try {
            return Files.createTempDirectory(Path.of(parent), "firn-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

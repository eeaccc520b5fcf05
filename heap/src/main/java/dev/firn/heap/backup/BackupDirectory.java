package dev.firn.heap.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A directory with backups of one store: a manifest for each, and one file for each segment that any of them needs.
///
/// Immutable; it reads the directory anew at each call. Backups are made by [dev.firn.heap.Store#backup].
public final class BackupDirectory {
    static final int FILE_NUMBER_DIGITS = 8;
    private static final Pattern MANIFEST = Pattern.compile("backup-(\\d{" + FILE_NUMBER_DIGITS + "})");

    private final Path directory;

    private BackupDirectory(Path directory) {
        this.directory = directory;
    }

    /// The directory at `path`.
    public static BackupDirectory of(Path path) {
        return new BackupDirectory(Objects.requireNonNull(path, "path"));
    }

    /// For a store: puts a backup of `source` here. See [dev.firn.heap.Store#backup].
    public BackupReport take(BackupSource source, BackupListener listener) {
        return take(source, listener, _ -> {});
    }

    /// @param seam called before each step; what it throws ends the backup as a crash would
    BackupReport take(BackupSource source, BackupListener listener, Consumer<BackupStep> seam) {
        Objects.requireNonNull(listener, "listener");
        try {
            return new BackupRun(directory, source, listener, seam).run();
        } catch (IOException failed) {
            throw failed("the backup was not made", failed);
        }
    }

    /// All backups here, the oldest first.
    ///
    /// @throws BackupDamagedException when one of the manifests is not as it was written
    public List<Backup> list() {
        return manifests().entrySet().stream().map(each -> Backup.of(path(each.getKey()), each.getValue())).toList();
    }

    /// Verifies every file that belongs to a backup: its checksum, and those of all frames in it.
    ///
    /// @throws BackupDamagedException for the first file that is damaged or missing
    public void verify(BackupListener listener) {
        Objects.requireNonNull(listener, "listener");
        try {
            for (var manifest : manifests().values()) new CopyReader(directory, manifest).verify(listener);
        } catch (IOException failed) {
            throw failed("it cannot be read", failed);
        }
    }

    /// Keeps the newest `keep` backups and removes the others, with all segments that only they needed. Returns how
    /// many bytes were given back.
    ///
    /// @param keep at least 1
    /// @throws BackupDamagedException when a manifest is damaged: nobody knows what it needs
    public long prune(int keep) {
        return prune(keep, _ -> {});
    }

    /// @param seam called before each step; what it throws ends the prune as a crash would
    long prune(int keep, Consumer<BackupStep> seam) {
        if (keep < 1) throw new IllegalArgumentException("at least 1 backup is kept, not " + keep);
        try (var _ = BackupLock.on(directory)) {
            return pruneLocked(keep, new DurableFiles(directory, seam));
        } catch (IOException failed) {
            throw failed("it cannot be pruned", failed);
        }
    }

    private long pruneLocked(int keep, DurableFiles files) throws IOException {
        files.clear();
        var all = manifests();
        var numbers = new ArrayList<>(all.keySet());
        int dropped = Math.max(0, numbers.size() - keep);
        for (int number : numbers.subList(0, dropped)) files.delete(nameOf(number), BackupStep.DROP_MANIFEST);
        // A manifest that came back after a crash would need what is removed next.
        files.sync(BackupStep.SYNC_DROPPED);
        var needed = new HashSet<String>();
        for (int number : numbers.subList(dropped, numbers.size())) {
            all.get(number).copies().forEach(copy -> needed.add(copy.file()));
        }
        long bytes = 0;
        try (var found = Files.newDirectoryStream(directory, "segment-*")) {
            for (Path file : found) {
                if (needed.contains(file.getFileName().toString())) continue;
                bytes += Files.size(file);
                files.delete(file.getFileName().toString(), BackupStep.DROP_SEGMENT);
            }
        }
        return bytes;
    }

    /// Makes a store at `target`, where nothing may be, of a backup. All checksums, those of files and of frames, are
    /// verified, and the new store is checked, before it gets its name; a crash at any moment leaves nothing with that
    /// name, or a whole store.
    ///
    /// @throws BackupDamagedException when a file is damaged or missing
    /// @throws BackupException when no backup provably holds that state, something is at `target`, or `listener`
    /// cancelled it
    /// @throws dev.firn.pmem.RegionOpenException when the file cannot be made
    public RestoreReport restore(Path target, RestorePoint point, BackupListener listener) {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(listener, "listener");
        var manifest = find(Objects.requireNonNull(point, "point"));
        try {
            long stamp = point instanceof RestorePoint.Stamp(long wanted) ? wanted : manifest.stamp();
            return new StoreRestore(directory, manifest, stamp, listener).run(path(manifest.number()), target);
        } catch (IOException failed) {
            throw failed("nothing was restored", failed);
        }
    }

    private Manifest find(RestorePoint point) {
        var all = new ArrayList<>(manifests().values());
        if (all.isEmpty()) throw new BackupException(directory + ": there is no backup in it; check the path");
        return switch (point) {
            case RestorePoint.Newest _ -> all.getLast();
            case RestorePoint.Stamp(long stamp) -> new PointInTime(all, stamp).holder();
            case RestorePoint.Time(var time) ->
                    all.stream()
                            .filter(m -> !m.time().isAfter(time))
                            .reduce((_, b) -> b)
                            .orElseThrow(() -> none(all, point));
        };
    }

    private BackupException none(List<Manifest> all, RestorePoint point) {
        return new BackupException(
                "%s: there is no backup of %s; there are %d, from stamp %d (%s) to stamp %d (%s)"
                        .formatted(
                                directory,
                                point,
                                all.size(),
                                all.getFirst().stamp(),
                                all.getFirst().time(),
                                all.getLast().stamp(),
                                all.getLast().time()));
    }

    private TreeMap<Integer, Manifest> manifests() {
        try {
            var found = new TreeMap<Integer, Manifest>();
            for (int number : numbers(directory)) found.put(number, read(directory, number));
            return found;
        } catch (IOException failed) {
            throw failed("it cannot be read", failed);
        }
    }

    /// Of the manifests that are there, ascending.
    static List<Integer> numbers(Path directory) throws IOException {
        try (var all = Files.list(directory)) {
            return all.map(file -> MANIFEST.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches())
                    .map(name -> Integer.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        }
    }

    static Manifest read(Path directory, int number) throws IOException {
        Path file = directory.resolve(nameOf(number));
        var manifest = ManifestText.read(file, Files.readAllBytes(file));
        if (manifest.number() == number) return manifest;
        throw new BackupDamagedException(file, "line 3", "it is that of backup " + manifest.number());
    }

    static String nameOf(int number) {
        return String.format("backup-%0" + FILE_NUMBER_DIGITS + "d", number);
    }

    private Path path(int number) {
        return directory.resolve(nameOf(number));
    }

    private RuntimeException failed(String what, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new BackupException(
                    "%s: %s: %s does not exist; check the path".formatted(directory, what, cause.getMessage()), cause);
        }
        return new UncheckedIOException("%s: %s: %s".formatted(directory, what, cause), cause);
    }
}

package dev.firn.heap.backup;

import dev.firn.heap.backup.BackupListener.Phase;
import dev.firn.heap.backup.BackupSource.Part;
import dev.firn.heap.backup.Manifest.Copy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// One backup. Segments first, then the manifest that needs them: whenever it ends, the backups of before are whole.
final class BackupRun {
    private final DurableFiles files;
    private final BackupSource source;
    private final BackupListener listener;
    private final UUID store;
    private final SegmentImage image;
    private final Instant time = Instant.now();
    private final Map<String, Copy> known = new HashMap<>();
    private int copiedSegments;
    private long copiedBytes;

    BackupRun(Path directory, BackupSource source, BackupListener listener, Consumer<BackupStep> seam) {
        this.files = new DurableFiles(directory, seam);
        this.source = source;
        this.listener = listener;
        this.store = source.superblock().store();
        this.image = new SegmentImage(source.superblock().segmentBytes());
    }

    BackupReport run() throws IOException {
        create();
        try (var _ = BackupLock.on(files.directory())) {
            files.clear();
            int number = readKnown() + 1;
            var copies = copies();
            files.sync(BackupStep.SYNC_SEGMENTS);
            var manifest = Manifest.of(source, number, time, copies);
            byte[] text = ManifestText.write(manifest);
            String name = BackupDirectory.nameOf(number);
            files.write(name, text, text.length, BackupStep.WRITE_MANIFEST, BackupStep.NAME_MANIFEST);
            files.sync(BackupStep.SYNC_MANIFEST);
            return new BackupReport(Backup.of(files.path(name), manifest), copiedSegments, copiedBytes);
        }
    }

    private void create() throws IOException {
        if (Files.isDirectory(files.directory())) return;
        Files.createDirectories(files.directory());
        DurableFiles.sync(files.directory().toAbsolutePath().getParent());
    }

    /// A file that no whole manifest knows may be anything. Returns the largest number of a backup.
    private int readKnown() throws IOException {
        int last = 0;
        for (int number : BackupDirectory.numbers(files.directory())) {
            last = number;
            try {
                var manifest = BackupDirectory.read(files.directory(), number);
                requireSame(manifest);
                manifest.copies().forEach(copy -> known.put(copy.file(), copy));
            } catch (BackupDamagedException _) {
                // What it needed is copied again; that it is damaged is found by who lists or prunes.
            }
        }
        return last;
    }

    private void requireSame(Manifest other) {
        if (other.store().equals(store)) return;
        throw new BackupException(
                "%s holds backups of store %s, this is store %s; take another directory (a restored store is another store)"
                        .formatted(files.directory(), other.store(), store));
    }

    private ArrayList<Copy> copies() throws IOException {
        var copies = new ArrayList<Copy>();
        long total = source.parts().stream().mapToLong(Part::end).sum();
        long done = 0;
        for (var part : source.parts()) {
            if (listener.isCancelled()) {
                throw new BackupException(files.directory() + ": cancelled; the backups of before are whole");
            }
            copies.add(copy(part));
            done += part.end();
            listener.progress(Phase.COPYING, done, total);
        }
        return copies;
    }

    private Copy copy(Part part) throws IOException {
        var there = known.get(Manifest.nameOf(part.header(), part.end()));
        if (there != null && isThere(there) && there.header().equals(part.header())) return there;
        source.copy(part, image.bytes());
        int length = (int) verified(part);
        var copy = new Copy(part.header(), part.isSealed(), part.end(), length, image.checksum(length));
        files.write(copy.file(), image.array(), length, BackupStep.WRITE_SEGMENT, BackupStep.NAME_SEGMENT);
        copiedSegments++;
        copiedBytes += length;
        return copy;
    }

    private boolean isThere(Copy copy) throws IOException {
        Path file = files.path(copy.file());
        return Files.exists(file) && Files.size(file) == copy.bytes();
    }

    private long verified(Part part) {
        try {
            return image.verify(store, part.header(), part.isSealed(), part.end());
        } catch (SegmentImage.Broken broken) {
            throw new BackupException(
                    ("segment %d of the store is damaged at byte %d: %s; no backup was made, the ones of before are"
                                    + " whole. See 'firn check' for what it means")
                            .formatted(part.header().segment(), broken.at, broken.getMessage()));
        }
    }
}

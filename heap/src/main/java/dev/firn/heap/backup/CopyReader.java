package dev.firn.heap.backup;

import dev.firn.heap.backup.BackupListener.Phase;
import dev.firn.heap.backup.Manifest.Copy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Reads the files of a backup, trusting nothing but checksums.
final class CopyReader {
    private final Path directory;
    private final Manifest manifest;
    private final SegmentImage image;

    CopyReader(Path directory, Manifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
        this.image = new SegmentImage(manifest.segmentBytes());
    }

    SegmentImage image() {
        return image;
    }

    void verify(BackupListener listener) throws IOException {
        long done = 0;
        for (var copy : manifest.copies()) {
            if (listener.isCancelled()) throw new BackupException(directory + ": cancelled");
            read(copy, manifest.store());
            done += copy.bytes();
            listener.progress(Phase.VERIFYING, done, manifest.bytes());
        }
    }

    /// Reads a segment, and makes it one of `heir`. Returns how many bytes of it say something.
    int read(Copy copy, UUID heir) throws IOException {
        Path file = directory.resolve(copy.file());
        load(file, copy);
        boolean holds = image.checksum((int) copy.bytes()) == copy.crc();
        try {
            image.bytes().asSlice(copy.bytes()).fill((byte) 0);
            long used = image.give(manifest.store(), heir, copy.header(), copy.isSealed(), copy.end());
            if (holds && used <= copy.bytes()) return (int) used;
        } catch (SegmentImage.Broken broken) {
            throw new BackupDamagedException(file, "byte " + broken.at, broken.getMessage());
        }
        throw new BackupDamagedException(file, "somewhere", "its checksum does not hold");
    }

    private void load(Path file, Copy copy) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != copy.bytes() || copy.bytes() > manifest.segmentBytes()) {
                throw new BackupDamagedException(
                        file, "its end", "expected %d bytes, found %d".formatted(copy.bytes(), channel.size()));
            }
            var target = ByteBuffer.wrap(image.array(), 0, (int) copy.bytes());
            while (target.hasRemaining() && channel.read(target) >= 0) {}
        } catch (NoSuchFileException missing) {
            throw new BackupDamagedException(file, "all of it", "it is missing");
        }
    }
}

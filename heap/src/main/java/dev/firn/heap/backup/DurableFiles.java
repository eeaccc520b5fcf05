package dev.firn.heap.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/// Files of a directory that are whole or not there.
final class DurableFiles {
    static final String UNFINISHED = ".unfinished";

    private final Path directory;
    private final Consumer<BackupStep> seam;

    DurableFiles(Path directory, Consumer<BackupStep> seam) {
        this.directory = directory;
        this.seam = seam;
    }

    Path directory() {
        return directory;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /// The first `length` bytes become the file with this name. It is durable under its name after [#sync].
    void write(String name, byte[] bytes, int length, BackupStep write, BackupStep rename) throws IOException {
        Path unfinished = path(name + UNFINISHED);
        seam.accept(write);
        try (var channel =
                FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(bytes, 0, length);
            while (left.hasRemaining()) channel.write(left);
            channel.force(true);
        } catch (FileSystemException failed) {
            throw failed;
        } catch (IOException failed) {
            throw (IOException) // A channel does not know its file's name.
                    new FileSystemException(unfinished.toString(), null, failed.getMessage()).initCause(failed);
        }
        seam.accept(rename);
        Files.move(unfinished, path(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String name, BackupStep step) throws IOException {
        seam.accept(step);
        Files.deleteIfExists(path(name));
    }

    /// What has a name now has it after a crash, too.
    void sync(BackupStep step) throws IOException {
        seam.accept(step);
        sync(directory);
    }

    static void sync(Path directory) throws IOException {
        // Windows knows no such thing.
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// Removes what an earlier run did not finish.
    void clear() throws IOException {
        try (var all = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
            for (Path file : all) Files.delete(file);
        }
    }
}

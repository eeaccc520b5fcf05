package dev.firn.heap.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One at a time changes a directory of backups.
final class BackupLock implements AutoCloseable {
    private final FileChannel channel;

    private BackupLock(FileChannel channel) {
        this.channel = channel;
    }

    static BackupLock on(Path directory) throws IOException {
        var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) return new BackupLock(channel);
        } catch (OverlappingFileLockException mine) {
            channel.close();
            throw busy(directory);
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        throw busy(directory);
    }

    private static BackupException busy(Path directory) {
        return new BackupException(directory + ": another backup or prune is at work there; wait for it");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

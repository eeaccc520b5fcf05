package dev.firn.pmem;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A `FileLock` on a channel that nobody but its own thread touches.
final class ChannelLock implements Closeable {
    private final FileChannel channel;
    private final Offload offload;

    private ChannelLock(FileChannel channel, Offload offload) {
        this.channel = channel;
        this.offload = offload;
    }

    static ChannelLock take(Path path) throws IOException {
        Offload offload = new Offload(Offload.Whom.EVERYBODY, "lock " + path.getFileName());
        try {
            return new ChannelLock(offload.call(() -> takeNow(path)), offload);
        } catch (IOException | RuntimeException refused) {
            offload.close();
            throw refused;
        }
    }

    private static FileChannel takeNow(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            taken = false;
        } finally {
            if (!taken) channel.close();
        }
        if (!taken) throw Claim.heldElsewhere(path);
        return channel;
    }

    @Override
    public void close() throws IOException {
        try {
            offload.call(() -> {
                channel.close();
                return null;
            });
        } finally {
            offload.close();
        }
    }
}

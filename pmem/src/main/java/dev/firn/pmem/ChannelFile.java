package dev.firn.pmem;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// A file by a `FileChannel`, for hosts without access to libc. Only the thread of its [Offload] ever touches the
/// channel, so nobody's interrupt can close it.
final class ChannelFile implements StoreFile {
    private static final int PART = 64 << 10;

    private final FileChannel channel;
    private final Offload offload;

    private ChannelFile(FileChannel channel, Offload offload) {
        this.channel = channel;
        this.offload = offload;
    }

    /// The file closes `offload` with itself; it must be one for everybody. So does a refusal.
    static ChannelFile open(Path path, Mode mode, Offload offload) throws IOException {
        Set<OpenOption> options =
                switch (mode) {
                    case READ -> Set.of(StandardOpenOption.READ);
                    case WRITE -> Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
                    case CREATE ->
                            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                };
        try {
            return new ChannelFile(offload.call(() -> FileChannel.open(path, options)), offload);
        } catch (IOException refused) {
            offload.close();
            throw refused;
        }
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) throws IOException {
        for (long done = 0; done < length; ) {
            // Copied by the caller: the source may belong to its thread alone.
            byte[] part = new byte[(int) Math.min(PART, length - done)];
            MemorySegment.copy(source, ValueLayout.JAVA_BYTE, from + done, part, 0, part.length);
            long position = at + done;
            offload.call(() -> writeFully(ByteBuffer.wrap(part), position));
            done += part.length;
        }
    }

    private Void writeFully(ByteBuffer bytes, long at) throws IOException {
        int length = bytes.limit();
        while (bytes.hasRemaining()) channel.write(bytes, at + length - bytes.remaining());
        return null;
    }

    @Override
    public long read(long at, MemorySegment target, long length) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(length)];
        int read = offload.call(() -> channel.read(ByteBuffer.wrap(bytes), at));
        if (read > 0) MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, 0, read);
        return Math.max(read, 0);
    }

    @Override
    public void sync() throws IOException {
        force(false);
    }

    @Override
    public void syncAll() throws IOException {
        force(true);
    }

    private void force(boolean attributes) throws IOException {
        offload.call(() -> {
            channel.force(attributes);
            return null;
        });
    }

    @Override
    public void truncate(long size) throws IOException {
        offload.call(() -> channel.truncate(size));
    }

    @Override
    public void forget() {
        // There is no such advice here; this back-end never writes through a mapping, so nothing depends on it.
    }

    @Override
    public void forget(long at, long length) {
        // As above.
    }

    @Override
    public boolean punch(long at, long length) {
        return false; // a FileChannel has no word for it
    }

    @Override
    public long size() throws IOException {
        return offload.call(channel::size);
    }

    @Override
    public void close() {
        try {
            offload.call(() -> {
                channel.close();
                return null;
            });
        } catch (IOException ignored) {
            // What was to be durable has been synchronised before; the descriptor is gone either way.
        } finally {
            offload.close();
        }
    }
}

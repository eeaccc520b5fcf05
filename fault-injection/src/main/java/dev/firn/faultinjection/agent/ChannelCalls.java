package dev.firn.faultinjection.agent;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Where rewritten code opens channels and streams: the original call, whose channel is handed out wrapped when its
/// file is recorded. Each does what the method of the same name does.
public final class ChannelCalls {
    private static final OpenOption[] FRESH = {
        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
    };

    private ChannelCalls() {}

    @Instead(FileChannel.class)
    public static FileChannel open(Path path, OpenOption... options) throws IOException {
        return opened(path, () -> FileChannel.open(path, options));
    }

    @Instead(FileChannel.class)
    public static FileChannel open(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return opened(path, () -> FileChannel.open(path, options, attributes));
    }

    @Instead(Files.class)
    public static SeekableByteChannel newByteChannel(Path path, OpenOption... options) throws IOException {
        if (Tracking.of(path) == null) return Files.newByteChannel(path, options);
        return opened(path, () -> FileChannel.open(path, readByDefault(Arrays.asList(options))));
    }

    @Instead(Files.class)
    public static SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        if (Tracking.of(path) == null) return Files.newByteChannel(path, options, attributes);
        return opened(path, () -> FileChannel.open(path, readByDefault(options), attributes));
    }

    @Instead(Files.class)
    public static OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
        if (Tracking.of(path) == null) return Files.newOutputStream(path, options);
        var all = new HashSet<>(Arrays.asList(options.length == 0 ? FRESH : options));
        all.add(StandardOpenOption.WRITE);
        return Channels.newOutputStream(opened(path, () -> FileChannel.open(path, all)));
    }

    @Instead(Files.class)
    public static BufferedWriter newBufferedWriter(Path path, OpenOption... options) throws IOException {
        return newBufferedWriter(path, StandardCharsets.UTF_8, options);
    }

    @Instead(Files.class)
    public static BufferedWriter newBufferedWriter(Path path, Charset charset, OpenOption... options)
            throws IOException {
        if (Tracking.of(path) == null) return Files.newBufferedWriter(path, charset, options);
        return new BufferedWriter(new OutputStreamWriter(newOutputStream(path, options), charset.newEncoder()));
    }

    @Instead(RandomAccessFile.class)
    public static FileChannel getChannel(RandomAccessFile file) {
        return file instanceof RecordedRandomAccessFile recorded ? recorded.channel() : file.getChannel();
    }

    @Instead(FileDescriptor.class)
    public static void sync(FileDescriptor descriptor) throws SyncFailedException {
        descriptor.sync();
        try {
            Descriptors.synced(descriptor);
        } catch (IOException e) {
            throw (SyncFailedException) new SyncFailedException(e.toString()).initCause(e);
        }
    }

    /// The original call.
    private interface Open {
        FileChannel run() throws IOException;
    }

    private static FileChannel opened(Path path, Open open) throws IOException {
        Recorder recorder = Tracking.of(path);
        if (recorder == null) return open.run();
        try (var _ = recorder.lock()) {
            return recorder.opened(open.run(), path);
        }
    }

    private static Set<? extends OpenOption> readByDefault(Iterable<? extends OpenOption> options) {
        var all = new HashSet<OpenOption>();
        options.forEach(all::add);
        if (!all.contains(StandardOpenOption.WRITE) && !all.contains(StandardOpenOption.APPEND)) {
            all.add(StandardOpenOption.READ);
        }
        return all;
    }
}

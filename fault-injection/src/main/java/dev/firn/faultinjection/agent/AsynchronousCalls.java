package dev.firn.faultinjection.agent;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// [ChannelCalls] for asynchronous channels.
public final class AsynchronousCalls {
    private AsynchronousCalls() {}

    @Instead(AsynchronousFileChannel.class)
    public static AsynchronousFileChannel open(Path path, OpenOption... options) throws IOException {
        return openedAsynchronous(path, () -> AsynchronousFileChannel.open(path, options));
    }

    @Instead(AsynchronousFileChannel.class)
    public static AsynchronousFileChannel open(
            Path path, Set<? extends OpenOption> options, ExecutorService executor, FileAttribute<?>... attributes)
            throws IOException {
        return openedAsynchronous(path, () -> AsynchronousFileChannel.open(path, options, executor, attributes));
    }

    /// The original call.
    private interface Open {
        AsynchronousFileChannel run() throws IOException;
    }

    private static AsynchronousFileChannel openedAsynchronous(Path path, Open open) throws IOException {
        Recorder recorder = Tracking.of(path);
        if (recorder == null) return open.run();
        try (var _ = recorder.lock()) {
            return recorder.opened(open.run(), path);
        }
    }
}

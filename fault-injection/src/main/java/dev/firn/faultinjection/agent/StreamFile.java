package dev.firn.faultinjection.agent;

import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Supplier;

/// The recorded side of a stream, or of a file that is none of the recorder's business.
final class StreamFile {
    private final Supplier<FileChannel> original;
    private final Recorder.OpenFile file;
    private FileChannel channel;

    private StreamFile(Supplier<FileChannel> original, Recorder.OpenFile file) {
        this.original = original;
        this.file = file;
    }

    static StreamFile of(File file, Supplier<FileChannel> original, FileDescriptor descriptor) throws IOException {
        Path path = file.toPath();
        Recorder recorder = Tracking.of(path);
        if (recorder == null) return new StreamFile(original, null);
        try (var _ = recorder.lock()) {
            var open = recorder.openedStream(original.get(), path);
            Descriptors.opened(descriptor, open);
            return new StreamFile(original, open);
        }
    }

    interface Write {
        void run() throws IOException;
    }

    /// `write` of `length` bytes, which end where the stream stands afterwards, also when it appends.
    void write(Write write, int length, boolean sync) throws IOException {
        if (file == null) {
            write.run();
            return;
        }
        try (var _ = file.lock()) {
            write.run();
            file.wrote(original.get().position() - length, length);
            if (sync) file.synced();
        }
    }

    FileChannel channel() {
        if (channel == null) channel = file == null ? original.get() : file.wrap(original.get());
        return channel;
    }
}

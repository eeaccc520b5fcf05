package dev.firn.faultinjection.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;

/// Where rewritten code creates, writes, moves, and deletes files in one call: that call, and then a word to the
/// [Recorder] when the path is one of its own. Each does what the method of the same name does.
public final class FileCalls {
    private FileCalls() {}

    @Instead(Files.class)
    public static Path write(Path path, byte[] bytes, OpenOption... options) throws IOException {
        return wrote(path, () -> Files.write(path, bytes, options));
    }

    @Instead(Files.class)
    public static Path write(Path path, Iterable<? extends CharSequence> lines, Charset charset, OpenOption... options)
            throws IOException {
        return wrote(path, () -> Files.write(path, lines, charset, options));
    }

    @Instead(Files.class)
    public static Path write(Path path, Iterable<? extends CharSequence> lines, OpenOption... options)
            throws IOException {
        return wrote(path, () -> Files.write(path, lines, options));
    }

    @Instead(Files.class)
    public static Path writeString(Path path, CharSequence text, OpenOption... options) throws IOException {
        return wrote(path, () -> Files.writeString(path, text, options));
    }

    @Instead(Files.class)
    public static Path writeString(Path path, CharSequence text, Charset charset, OpenOption... options)
            throws IOException {
        return wrote(path, () -> Files.writeString(path, text, charset, options));
    }

    @Instead(Files.class)
    public static Path copy(Path source, Path target, CopyOption... options) throws IOException {
        return wrote(target, () -> Files.copy(source, target, options));
    }

    @Instead(Files.class)
    public static long copy(InputStream source, Path target, CopyOption... options) throws IOException {
        return wrote(target, () -> Files.copy(source, target, options));
    }

    @Instead(Files.class)
    public static Path move(Path source, Path target, CopyOption... options) throws IOException {
        // The new name first, so that the file is known by it when the old one is found gone.
        return renamed(source, () -> renamed(target, () -> Files.move(source, target, options)));
    }

    @Instead(Files.class)
    public static void delete(Path path) throws IOException {
        renamed(
                path,
                () -> {
                    Files.delete(path);
                    return null;
                });
    }

    @Instead(Files.class)
    public static boolean deleteIfExists(Path path) throws IOException {
        return renamed(path, () -> Files.deleteIfExists(path));
    }

    @Instead(Files.class)
    public static Path createFile(Path path, FileAttribute<?>... attributes) throws IOException {
        return renamed(path, () -> Files.createFile(path, attributes));
    }

    @Instead(Files.class)
    public static Path createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        return renamed(path, () -> Files.createDirectory(path, attributes));
    }

    @Instead(Files.class)
    public static Path createDirectories(Path path, FileAttribute<?>... attributes) throws IOException {
        return renamed(path, () -> Files.createDirectories(path, attributes));
    }

    @Instead(Files.class)
    public static Path createLink(Path link, Path existing) throws IOException {
        return renamed(link, () -> Files.createLink(link, existing));
    }

    @Instead(Files.class)
    public static Path createTempFile(Path folder, String prefix, String suffix, FileAttribute<?>... attributes)
            throws IOException {
        Recorder recorder = Tracking.of(folder);
        if (recorder == null) return Files.createTempFile(folder, prefix, suffix, attributes);
        try (var _ = recorder.lock()) {
            Path created = Files.createTempFile(folder, prefix, suffix, attributes);
            recorder.changed(created, false);
            return created;
        }
    }

    /// The original call.
    interface Call<T> {
        T run() throws IOException;
    }

    /// The original call, and then a word to the recorder.
    static <T> T changed(Path path, boolean contents, Call<T> call) throws IOException {
        Recorder recorder = Tracking.of(path);
        if (recorder == null) return call.run();
        try (var _ = recorder.lock()) {
            try {
                return call.run();
            } finally {
                // What fails half way has changed something, too.
                recorder.changed(path, contents);
            }
        }
    }

    private static <T> T wrote(Path path, Call<T> call) throws IOException {
        return changed(path, true, call);
    }

    private static <T> T renamed(Path path, Call<T> call) throws IOException {
        return changed(path, false, call);
    }
}

package com.example.plain;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/// One piece of code for each way to change files by calls. It knows nothing of who watches. `old` is there, 64 bytes.
public final class FileCode {
    /// One way.
    public interface Code {
        void run(Path directory) throws Exception;
    }

    private static final Map<String, Code> ALL = new LinkedHashMap<>();

    private FileCode() {}

    public static Map<String, Code> all() {
        return Map.copyOf(ALL);
    }

    public static void setUp(Path directory) throws IOException {
        Files.write(directory.resolve("old"), new byte[64]);
    }

    public static void move(Path directory, String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to));
    }

    /// A recovery that changes much: marks every file, gives it another name once, and says what is there.
    public static Map<String, String> tidyUp(Path directory) throws IOException {
        var found = new TreeMap<String, String>();
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) tidyUp(directory, path, found);
        }
        return found;
    }

    private static void tidyUp(Path directory, Path path, Map<String, String> found) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        if (!path.getFileName().toString().startsWith("tidy-")) {
            if (bytes.length > 0) bytes[bytes.length / 2] = 77;
            Path tidy = directory.resolve("tidy-" + directory.relativize(path).toString().replace('/', '-'));
            try (var channel = FileChannel.open(tidy, CREATE, WRITE, TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.wrap(bytes));
                channel.force(true);
            }
            try (var folder = FileChannel.open(directory, READ)) {
                folder.force(true);
            }
            Files.delete(path);
            path = tidy;
        }
        found.put(directory.relativize(path).toString(), Arrays.hashCode(bytes) + "/" + bytes.length);
    }

    private static ByteBuffer bytes(int length) {
        var bytes = ByteBuffer.allocate(length);
        for (int i = 0; i < length; i++) bytes.put(i, (byte) (i + 1));
        return bytes;
    }

    private static FileChannel channel(Path directory) throws IOException {
        return FileChannel.open(directory.resolve("old"), READ, WRITE);
    }

    static {
        ALL.put(
                "channel write",
                directory -> {
                    try (var channel = channel(directory)) {
                        channel.write(bytes(10));
                        channel.write(bytes(100));
                        channel.force(true);
                    }
                });
        ALL.put(
                "channel write at a position, with a gap",
                directory -> {
                    try (var channel = channel(directory)) {
                        channel.write(bytes(5000), 9000);
                        channel.force(false);
                    }
                });
        ALL.put(
                "channel gathering write",
                directory -> {
                    try (var channel = channel(directory)) {
                        channel.write(new ByteBuffer[] {bytes(10), bytes(20)});
                    }
                });
        ALL.put(
                "channel append",
                directory -> {
                    try (var channel = FileChannel.open(directory.resolve("old"), Set.of(APPEND))) {
                        channel.write(bytes(10));
                        channel.write(bytes(11));
                        channel.force(false);
                    }
                });
        ALL.put(
                "channel truncate and write again",
                directory -> {
                    try (var channel = channel(directory)) {
                        channel.write(bytes(64));
                        channel.truncate(10);
                        channel.write(bytes(1), 60);
                        channel.force(true);
                    }
                });
        ALL.put(
                "channel transferFrom",
                directory -> {
                    try (var channel = channel(directory);
                            var source = Channels.newChannel(new ByteArrayInputStream(bytes(33).array()))) {
                        channel.transferFrom(source, 7, 33);
                    }
                });
        ALL.put(
                "channel transferTo another",
                directory -> {
                    try (var channel = channel(directory);
                            var other = FileChannel.open(directory.resolve("new"), CREATE, WRITE)) {
                        channel.write(bytes(64));
                        channel.transferTo(0, 64, other);
                    }
                });
        ALL.put(
                "channel opened with truncation",
                directory -> {
                    FileChannel.open(directory.resolve("old"), WRITE, TRUNCATE_EXISTING).close();
                });
        ALL.put(
                "stream of a channel",
                directory -> {
                    try (var stream = Channels.newOutputStream(channel(directory))) {
                        stream.write(bytes(9).array());
                    }
                });
        ALL.put(
                "byte channel",
                directory -> {
                    try (var channel = Files.newByteChannel(directory.resolve("new"), CREATE, WRITE)) {
                        channel.write(bytes(9));
                    }
                    try (var channel = Files.newByteChannel(directory.resolve("new"), Set.of(WRITE))) {
                        channel.write(bytes(19));
                    }
                });
        ALL.put(
                "asynchronous channel",
                directory -> {
                    try (var channel = AsynchronousFileChannel.open(directory.resolve("old"), WRITE)) {
                        channel.write(bytes(9), 3).get();
                        channel.write(
                                bytes(9),
                                30,
                                "attached",
                                new CompletionHandler<>() {
                                    @Override
                                    public void completed(Integer written, String attached) {}

                                    @Override
                                    public void failed(Throwable failure, String attached) {}
                                });
                        channel.truncate(35);
                        channel.force(true);
                    }
                });
        ALL.put(
                "asynchronous channel with an executor",
                directory -> {
                    try (var executor = Executors.newSingleThreadExecutor();
                            var channel =
                                    AsynchronousFileChannel.open(
                                            directory.resolve("new"), Set.of(CREATE, WRITE), executor)) {
                        channel.write(bytes(9), 3).get();
                    }
                });
        ALL.put(
                "random access file",
                directory -> {
                    try (var file = new RandomAccessFile(directory.resolve("old").toFile(), "rw")) {
                        file.write(1);
                        file.writeInt(2);
                        file.writeLong(3);
                        file.writeUTF("four");
                        file.seek(100);
                        file.write(bytes(10).array());
                        file.setLength(105);
                        file.setLength(200);
                        file.getFD().sync();
                        file.getChannel().write(bytes(3), 150);
                        file.getChannel().force(false);
                    }
                });
        ALL.put(
                "synchronous random access file",
                directory -> {
                    try (var file = new RandomAccessFile(directory + File.separator + "old", "rwd")) {
                        file.writeInt(2);
                    }
                });
        ALL.put(
                "file output stream",
                directory -> {
                    try (var stream = new FileOutputStream(directory.resolve("old").toFile())) {
                        stream.write(1);
                        stream.write(bytes(10).array());
                        stream.write(bytes(10).array(), 2, 3);
                        stream.getFD().sync();
                        stream.getChannel().write(bytes(4));
                        stream.getChannel().force(true);
                    }
                });
        ALL.put(
                "appending stream under others",
                directory -> {
                    try (var stream =
                            new DataOutputStream(
                                    new BufferedOutputStream(
                                            new FileOutputStream(directory.resolve("old").toFile(), true)))) {
                        stream.writeLong(7);
                        stream.writeUTF("seven");
                    }
                });
        ALL.put(
                "Files.newOutputStream",
                directory -> {
                    try (var stream = Files.newOutputStream(directory.resolve("old"))) {
                        stream.write(bytes(5).array());
                    }
                    try (var stream = Files.newOutputStream(directory.resolve("old"), APPEND)) {
                        stream.write(bytes(6).array());
                    }
                });
        ALL.put(
                "Files.newBufferedWriter",
                directory -> {
                    try (var writer = Files.newBufferedWriter(directory.resolve("new"))) {
                        writer.write("text");
                    }
                });
        ALL.put(
                "Files.write",
                directory -> {
                    Files.write(directory.resolve("old"), bytes(77).array());
                    Files.write(directory.resolve("new"), List.of("one", "two"));
                    Files.writeString(directory.resolve("new"), "three", APPEND);
                });
        ALL.put(
                "Files.copy",
                directory -> {
                    Files.write(directory.resolve("old"), bytes(77).array());
                    Files.copy(directory.resolve("old"), directory.resolve("new"));
                    Files.copy(
                            new ByteArrayInputStream(bytes(5).array()),
                            directory.resolve("old"),
                            StandardCopyOption.REPLACE_EXISTING);
                });
        ALL.put(
                "Files.move",
                directory -> {
                    Files.write(directory.resolve("new"), bytes(7).array());
                    Files.move(
                            directory.resolve("new"),
                            directory.resolve("old"),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                    Files.move(directory.resolve("old"), directory.resolve("renamed"));
                });
        ALL.put(
                "folders",
                directory -> {
                    Files.createDirectories(directory.resolve("a/b"));
                    Files.writeString(directory.resolve("a/b/c"), "deep");
                    Files.createDirectory(directory.resolve("d"));
                    Files.move(directory.resolve("a/b"), directory.resolve("d/e"));
                    Files.delete(directory.resolve("a"));
                    try (var folder = FileChannel.open(directory.resolve("d"), READ)) {
                        folder.force(true);
                    }
                });
        ALL.put(
                "Files.delete and createFile",
                directory -> {
                    Files.delete(directory.resolve("old"));
                    Files.deleteIfExists(directory.resolve("none"));
                    Files.createFile(directory.resolve("old"));
                    Files.createTempFile(directory, "x", ".tmp");
                    Files.createLink(directory.resolve("link"), directory.resolve("old"));
                    Files.writeString(directory.resolve("link"), "both");
                });
        ALL.put(
                "java.io.File",
                directory -> {
                    File folder = directory.toFile();
                    new File(folder, "new").createNewFile();
                    new File(folder, "old").renameTo(new File(folder, "new"));
                    new File(folder, "d").mkdir();
                    new File(folder, "e/f").mkdirs();
                    new File(folder, "new").delete();
                });
        ALL.put(
                "method references",
                directory -> {
                    List.of("a", "b").stream().map(directory::resolve).forEach(path -> create(Files::createFile, path));
                    call(Files::delete, directory.resolve("a"));
                });
    }

    private interface PathCall {
        void on(Path path) throws IOException;
    }

    private interface Creation {
        Path create(Path path, java.nio.file.attribute.FileAttribute<?>... attributes) throws IOException;
    }

    private static void call(PathCall call, Path path) {
        try {
            call.on(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void create(Creation call, Path path) {
        try {
            call.create(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

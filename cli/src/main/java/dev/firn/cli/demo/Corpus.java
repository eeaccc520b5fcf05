package dev.firn.cli.demo;

import dev.firn.cli.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The files to be counted, in a fixed order: listed at once, read one by one.
final class Corpus implements AutoCloseable {
    /// Nobody writes a longer text by hand, and each one is a single transaction.
    static final int MAX_TEXT_BYTES = 8 << 20;

    private static final int PROBE_BYTES = 8 << 10;

    private final String description;
    private final List<Text> texts = new ArrayList<>();
    private final List<ZipFile> zips = new ArrayList<>();

    private Corpus(String description) {
        this.description = description;
    }

    /// The files, and those in the folders and zips, that `paths` name; no more than `limit` of them.
    ///
    /// @throws UsageException when a path is missing or cannot be read
    static Corpus of(List<Path> paths, int limit) {
        var corpus = new Corpus(String.join(", ", paths.stream().map(Path::toString).toList()));
        try {
            for (var path : paths) corpus.add(path, limit);
        } catch (RuntimeException e) {
            corpus.close();
            throw e;
        }
        return corpus;
    }

    /// What is at hand on any machine: see [StandardInput].
    static Corpus standard(int limit) {
        return of(StandardInput.paths(), limit);
    }

    String description() {
        return description;
    }

    List<Text> texts() {
        return texts;
    }

    /// The bytes of `text`; empty when it is no text (it has a zero byte near its start) or longer than
    /// [#MAX_TEXT_BYTES].
    static Optional<byte[]> read(Text text) throws IOException {
        try (InputStream in = text.open()) {
            byte[] bytes = in.readNBytes(MAX_TEXT_BYTES + 1);
            return bytes.length <= MAX_TEXT_BYTES && !looksBinary(bytes) ? Optional.of(bytes) : Optional.empty();
        }
    }

    @Override
    public void close() {
        for (var zip : zips) {
            try {
                zip.close();
            } catch (IOException e) {
                // It was only read: nothing can be lost by not closing it.
            }
        }
    }

    private void add(Path path, int limit) {
        try {
            if (Files.isDirectory(path)) addFolder(path, limit);
            else if (!Files.isReadable(path)) throw new UsageException("cannot read the input " + path);
            else if (isZip(path)) addZip(path, limit);
            else addText(new Text.PlainFile(path), limit);
        } catch (IOException e) {
            throw new UsageException("cannot read the input " + path + ": " + e.getMessage());
        }
    }

    private void addFolder(Path folder, int limit) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !isHidden(folder.relativize(file)))
                    .filter(Files::isRegularFile)
                    .filter(Files::isReadable)
                    .sorted()
                    .limit(limit)
                    .forEach(file -> addText(new Text.PlainFile(file), limit));
        }
    }

    private void addZip(Path path, int limit) throws IOException {
        var zip = new ZipFile(path.toFile());
        zips.add(zip);
        zip.stream().filter(entry -> !entry.isDirectory()).limit(limit).forEach(entry -> addEntry(zip, entry, limit));
    }

    private void addEntry(ZipFile zip, ZipEntry entry, int limit) {
        addText(new Text.Zipped(zip, entry), limit);
    }

    private void addText(Text text, int limit) {
        if (texts.size() < limit) texts.add(text);
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] magic = in.readNBytes(4);
            return magic.length == 4 && magic[0] == 'P' && magic[1] == 'K' && magic[2] == 3 && magic[3] == 4;
        }
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) if (part.toString().startsWith(".") && part.toString().length() > 1) return true;
        return false;
    }

    private static boolean looksBinary(byte[] bytes) {
        for (int at = 0; at < Math.min(bytes.length, PROBE_BYTES); at++) if (bytes[at] == 0) return true;
        return false;
    }
}

package dev.firn.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A file that may hold text. Nothing is read before [#open].
sealed interface Text {
    /// How a person would name it.
    String name();

    InputStream open() throws IOException;

    /// A file of its own.
    record PlainFile(Path path) implements Text {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    /// A file in a zip, which stays open as long as its [Corpus].
    record Zipped(ZipFile zip, ZipEntry entry) implements Text {
        @Override
        public String name() {
            return zip.getName() + "!" + entry.getName();
        }

        @Override
        public InputStream open() throws IOException {
            return zip.getInputStream(entry);
        }
    }
}

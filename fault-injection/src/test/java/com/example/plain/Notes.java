package com.example.plain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A text that is replaced as a whole: written aside, renamed over. What it forces is for the caller to say.
public record Notes(Path directory, boolean forcesFile, boolean forcesDirectory) {
    public void save(String text) throws IOException {
        Path aside = directory.resolve("notes.tmp");
        Files.writeString(aside, text);
        if (forcesFile) force(aside);
        Files.move(aside, directory.resolve("notes"), StandardCopyOption.ATOMIC_MOVE);
        if (forcesDirectory) force(directory);
    }

    /// The text; what an interrupted save left is removed.
    public String load() throws IOException {
        if (Files.deleteIfExists(directory.resolve("notes.tmp"))) force(directory);
        return Files.readString(directory.resolve("notes"));
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

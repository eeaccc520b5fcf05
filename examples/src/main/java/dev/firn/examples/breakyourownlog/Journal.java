package dev.firn.examples.breakyourownlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A log of short texts in the file `journal` of a directory.
public interface Journal extends AutoCloseable {
    /// Opens a journal.
    @FunctionalInterface
    interface Opener {
        Journal open(Path directory) throws IOException;
    }

    /// Adds an entry of at most 56 bytes; it is durable on return.
    void append(String entry) throws IOException;

    /// All entries, in order.
    List<String> entries() throws IOException;

    @Override
    void close() throws IOException;
}

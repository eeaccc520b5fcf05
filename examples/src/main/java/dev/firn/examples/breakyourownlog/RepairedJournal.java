package dev.firn.examples.breakyourownlog;

import java.io.IOException;
import java.nio.file.Path;

/// The same with one line more: the entry is on the medium before anything says that it exists.
public final class RepairedJournal extends MappedJournal {
    public RepairedJournal(Path directory) throws IOException {
        super(directory);
    }

    @Override
    public void append(String entry) {
        put(count(), entry);
        bytes.force();
        setCount(count() + 1);
        bytes.force();
    }
}

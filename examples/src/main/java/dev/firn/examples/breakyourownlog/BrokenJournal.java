package dev.firn.examples.breakyourownlog;

import java.io.IOException;
import java.nio.file.Path;

/// The mistake that everybody makes once: what says that an entry exists may be on the medium before the entry is. One
/// `force` makes both durable, but until it returns, a crash may keep either.
public final class BrokenJournal extends MappedJournal {
    public BrokenJournal(Path directory) throws IOException {
        super(directory);
    }

    @Override
    public void append(String entry) {
        put(count(), entry);
        setCount(count() + 1);
        bytes.force();
    }
}

package dev.firn.pmem;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Names for files that live for a moment.
final class TemporaryName {
    private static final AtomicLong NEXT = new AtomicLong();

    private TemporaryName() {}

    /// One that no other process and no other thread makes.
    static Path in(Path directory) {
        return directory.resolve(
                ".firn-probe-%d-%d-%d"
                        .formatted(ProcessHandle.current().pid(), System.nanoTime(), NEXT.incrementAndGet()));
    }
}

package dev.firn.heap;

import dev.firn.heap.backup.BackupSource;
import java.util.function.Consumer;

/// What backups are made of, for their tests.
public final class Captures {
    private Captures() {}

    public static void use(Store store, Consumer<BackupSource> work) {
        try (var capture = store.engine.capture()) {
            work.accept(capture);
        }
    }
}

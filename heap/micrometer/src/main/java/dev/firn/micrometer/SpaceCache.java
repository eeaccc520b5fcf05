package dev.firn.micrometer;

import dev.firn.heap.Store;
import dev.firn.log.SpaceReport;
import dev.firn.pmem.FirnException;
import java.time.Duration;
import java.util.Optional;

/// The last space report of a store: a registry asks for each of its parts, and counting takes its time.
final class SpaceCache {
    private static final long LIFE = Duration.ofSeconds(10).toNanos();

    private SpaceReport last;
    private long since;

    /// Empty when the store cannot say, since it is closed or has failed.
    synchronized Optional<SpaceReport> of(Store store) {
        if (last != null && System.nanoTime() - since < LIFE) return Optional.of(last);
        try {
            last = store.space();
            since = System.nanoTime();
        } catch (FirnException closed) {
            last = null;
        }
        return Optional.ofNullable(last);
    }
}

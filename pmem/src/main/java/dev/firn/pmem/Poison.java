package dev.firn.pmem;

import java.util.concurrent.atomic.AtomicReference;

/// The first failure after which nothing is known about the medium any more. It never heals.
final class Poison {
    private final AtomicReference<Throwable> first = new AtomicReference<>();

    void check() {
        Throwable failure = first.get();
        if (failure == null) return;
        throw new RegionPoisonedException(failure);
    }

    /// Keeps the first and returns `failure`, to be thrown.
    <T extends Throwable> T set(T failure) {
        first.compareAndSet(null, failure);
        return failure;
    }
}

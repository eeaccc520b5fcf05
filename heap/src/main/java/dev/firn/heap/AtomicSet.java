package dev.firn.heap;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.function.Predicate;

/// A view of a map whose calls that may remove many elements are one transaction each.
abstract class AtomicSet<E> extends AbstractSet<E> {
    private final MapCore<?, ?> core;

    AtomicSet(MapCore<?, ?> core) {
        this.core = core;
    }

    @Override
    public boolean removeAll(Collection<?> others) {
        return core.atomically(() -> super.removeAll(others));
    }

    @Override
    public boolean retainAll(Collection<?> others) {
        return core.atomically(() -> super.retainAll(others));
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        return core.atomically(() -> super.removeIf(filter));
    }
}

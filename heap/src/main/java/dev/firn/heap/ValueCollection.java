package dev.firn.heap;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;

/// The values of a map.
final class ValueCollection<K, V> extends AbstractCollection<V> {
    private final BaseMap<K, V> map;

    ValueCollection(BaseMap<K, V> map) {
        this.map = map;
    }

    @Override
    public Iterator<V> iterator() {
        return new WalkIterator<>(map, map.descending, WalkIterator::value);
    }

    @Override
    public Spliterator<V> spliterator() {
        return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.NONNULL | Spliterator.CONCURRENT);
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public boolean isEmpty() {
        return map.isEmpty();
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public boolean removeAll(Collection<?> others) {
        return map.core.atomically(() -> super.removeAll(others));
    }

    @Override
    public boolean retainAll(Collection<?> others) {
        return map.core.atomically(() -> super.retainAll(others));
    }

    @Override
    public boolean removeIf(Predicate<? super V> filter) {
        return map.core.atomically(() -> super.removeIf(filter));
    }
}

package dev.firn.heap;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;

/// The keys of a map.
final class KeySet<K, V> extends AtomicSet<K> {
    private final BaseMap<K, V> map;

    KeySet(BaseMap<K, V> map) {
        super(map.core);
        this.map = map;
    }

    @Override
    public Iterator<K> iterator() {
        return new WalkIterator<>(map, map.descending, WalkIterator::key);
    }

    @Override
    public Spliterator<K> spliterator() {
        return Spliterators.spliteratorUnknownSize(
                iterator(), Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.CONCURRENT);
    }

    @Override
    public boolean contains(Object key) {
        return map.containsKey(key);
    }

    @Override
    public boolean remove(Object key) {
        return map.remove(key) != null;
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
}

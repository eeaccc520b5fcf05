package dev.firn.heap;

import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;

/// The entries of a map.
final class EntrySet<K, V> extends AtomicSet<Map.Entry<K, V>> {
    private final BaseMap<K, V> map;

    EntrySet(BaseMap<K, V> map) {
        super(map.core);
        this.map = map;
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return new WalkIterator<>(map, map.descending, WalkIterator::entry);
    }

    @Override
    public Spliterator<Map.Entry<K, V>> spliterator() {
        return Spliterators.spliteratorUnknownSize(
                iterator(), Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.CONCURRENT);
    }

    @Override
    public boolean contains(Object entry) {
        return entry instanceof Map.Entry<?, ?> found
                && found.getValue() != null
                && found.getKey() != null
                && found.getValue().equals(map.get(found.getKey()));
    }

    @Override
    public boolean remove(Object entry) {
        return entry instanceof Map.Entry<?, ?> found
                && found.getKey() != null
                && map.remove(found.getKey(), found.getValue());
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

package dev.firn.heap;

import dev.firn.heap.tree.Bytes;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// An iterator over a [Walk] that makes something of each entry.
final class WalkIterator<K, V, T> implements Iterator<T> {
    /// What the iterator shows of an entry. The scratch's `found` is free for the value.
    interface Shape<K, V, T> {
        T make(BaseMap<K, V> map, Walk walk, Bytes key, Scratch scratch);
    }

    private final BaseMap<K, V> map;
    private final Walk walk;
    private final Shape<K, V, T> shape;
    private Bytes nextKey = new Bytes();
    private Bytes lastKey = new Bytes();
    private boolean peeked;
    private boolean more;
    private boolean removable;
    private T next;

    WalkIterator(BaseMap<K, V> map, boolean descending, Shape<K, V, T> shape) {
        this.map = map;
        this.walk = map.core.walk(map.range, descending);
        this.shape = shape;
    }

    @Override
    public boolean hasNext() {
        if (!peeked) peek();
        return more;
    }

    @Override
    public T next() {
        if (!hasNext()) throw new NoSuchElementException();
        var spare = lastKey;
        lastKey = nextKey;
        nextKey = spare;
        peeked = false;
        removable = true;
        T result = next;
        next = null;
        return result;
    }

    @Override
    public void remove() {
        if (!removable) throw new IllegalStateException("remove() without a next() before it");
        removable = false;
        map.core.remove(lastKey.array(), lastKey.length());
    }

    private void peek() {
        more = walk.advance();
        if (more) {
            walk.key(nextKey);
            next = shape(map, walk, nextKey);
            walk.wasRead();
        }
        peeked = true;
    }

    private T shape(BaseMap<K, V> from, Walk at, Bytes key) {
        var scratches = from.core.store.scratches;
        var scratch = scratches.take();
        try {
            return shape.make(from, at, key, scratch);
        } finally {
            scratches.give(scratch);
        }
    }

    static <K, V> K key(BaseMap<K, V> map, Walk walk, Bytes key, Scratch scratch) {
        return scratch.decode(map.core.keys, key.array(), key.length());
    }

    static <K, V> V value(BaseMap<K, V> map, Walk walk, Bytes key, Scratch scratch) {
        walk.value(scratch.found);
        return scratch.decode(map.core.values);
    }

    static <K, V> MapEntry<K, V> entry(BaseMap<K, V> map, Walk walk, Bytes key, Scratch scratch) {
        return new MapEntry<>(map, key(map, walk, key, scratch), value(map, walk, key, scratch));
    }
}

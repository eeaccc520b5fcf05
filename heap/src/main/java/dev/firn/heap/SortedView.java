package dev.firn.heap;

import dev.firn.heap.tree.Bytes;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Objects;

/// A sorted map, or a live part of one, ascending or descending.
final class SortedView<K, V> extends BaseMap<K, V> implements DurableSortedMap<K, V> {
    SortedView(MapCore<K, V> core, Range range, boolean descending) {
        super(core, range, descending);
    }

    @Override
    public Comparator<? super K> comparator() {
        return descending ? Collections.reverseOrder() : null;
    }

    @Override
    public K firstKey() {
        return requireKey(key(range, descending));
    }

    @Override
    public K lastKey() {
        return requireKey(key(range, !descending));
    }

    @Override
    public Map.Entry<K, V> firstEntry() {
        return entry(range, descending);
    }

    @Override
    public Map.Entry<K, V> lastEntry() {
        return entry(range, !descending);
    }

    @Override
    public Map.Entry<K, V> pollFirstEntry() {
        return poll(descending);
    }

    @Override
    public Map.Entry<K, V> pollLastEntry() {
        return poll(!descending);
    }

    private Map.Entry<K, V> poll(boolean down) {
        if (isEmpty()) return null;
        return core.atomically(() -> {
            var found = entry(range, down);
            if (found != null) core.remove(found.getKey());
            return found;
        });
    }

    @Override
    public Map.Entry<K, V> lowerEntry(K key) {
        return entry(before(key, false), !descending);
    }

    @Override
    public K lowerKey(K key) {
        return key(before(key, false), !descending);
    }

    @Override
    public Map.Entry<K, V> floorEntry(K key) {
        return entry(before(key, true), !descending);
    }

    @Override
    public K floorKey(K key) {
        return key(before(key, true), !descending);
    }

    @Override
    public Map.Entry<K, V> ceilingEntry(K key) {
        return entry(after(key, true), descending);
    }

    @Override
    public K ceilingKey(K key) {
        return key(after(key, true), descending);
    }

    @Override
    public Map.Entry<K, V> higherEntry(K key) {
        return entry(after(key, false), descending);
    }

    @Override
    public K higherKey(K key) {
        return key(after(key, false), descending);
    }

    @Override
    public SortedView<K, V> subMap(K from, boolean fromInclusive, K to, boolean toInclusive) {
        byte[] first = bound(from, fromInclusive);
        byte[] last = bound(to, toInclusive);
        int order = Arrays.compareUnsigned(first, last);
        if (descending ? order < 0 : order > 0) {
            throw new IllegalArgumentException("from %s comes after to %s".formatted(from, to));
        }
        return part(restricted(restricted(range, first, fromInclusive, !descending), last, toInclusive, descending));
    }

    @Override
    public SortedView<K, V> headMap(K to, boolean inclusive) {
        return part(restricted(range, bound(to, inclusive), inclusive, descending));
    }

    @Override
    public SortedView<K, V> tailMap(K from, boolean inclusive) {
        return part(restricted(range, bound(from, inclusive), inclusive, !descending));
    }

    @Override
    public SortedView<K, V> subMap(K from, K to) {
        return subMap(from, true, to, false);
    }

    @Override
    public SortedView<K, V> headMap(K to) {
        return headMap(to, false);
    }

    @Override
    public SortedView<K, V> tailMap(K from) {
        return tailMap(from, true);
    }

    @Override
    public SortedView<K, V> descendingMap() {
        return new SortedView<>(core, range, !descending);
    }

    @Override
    public NavigableSet<K> keySet() {
        return new SortedKeySet<>(this);
    }

    @Override
    public NavigableSet<K> navigableKeySet() {
        return keySet();
    }

    @Override
    public NavigableSet<K> descendingKeySet() {
        return descendingMap().keySet();
    }

    /// What of the range comes before `key` in the order of this view.
    private Range before(K key, boolean inclusive) {
        return restricted(range, bytes(key), inclusive, descending);
    }

    private Range after(K key, boolean inclusive) {
        return restricted(range, bytes(key), inclusive, !descending);
    }

    private static Range restricted(Range range, byte[] bound, boolean inclusive, boolean low) {
        return low ? range.from(bound, inclusive) : range.to(bound, inclusive);
    }

    private SortedView<K, V> part(Range part) {
        return new SortedView<>(core, part, descending);
    }

    private byte[] bound(K key, boolean inclusive) {
        byte[] bytes = bytes(key);
        if (range.allowsBound(bytes, inclusive)) return bytes;
        throw new IllegalArgumentException("bound out of range: " + key);
    }

    private byte[] bytes(K key) {
        return core.bytes(Objects.requireNonNull(key, "key"));
    }

    private K key(Range in, boolean down) {
        return only(in, down, WalkIterator::key);
    }

    private Map.Entry<K, V> entry(Range in, boolean down) {
        return only(in, down, SortedView::copy);
    }

    private static <K, V> Map.Entry<K, V> copy(BaseMap<K, V> map, Walk walk, Bytes key, Scratch scratch) {
        return new SimpleImmutableEntry<>(WalkIterator.entry(map, walk, key, scratch));
    }

    private <T> T only(Range in, boolean down, WalkIterator.Shape<K, V, T> shape) {
        var walk = core.walk(in, down);
        var scratch = core.store.scratches.take();
        try {
            if (!walk.advance()) return null;
            var key = new Bytes();
            walk.key(key);
            return shape.make(this, walk, key, scratch);
        } finally {
            core.store.scratches.give(scratch);
            walk.end();
        }
    }

    private static <K> K requireKey(K key) {
        if (key == null) throw new NoSuchElementException("the map is empty");
        return key;
    }
}

package dev.firn.heap;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A map over a range of the keys of a collection, in one direction.
sealed class BaseMap<K, V> extends AbstractMap<K, V> implements DurableMap<K, V> permits SortedView {
    final MapCore<K, V> core;
    final Range range;
    final boolean descending;

    BaseMap(MapCore<K, V> core, Range range, boolean descending) {
        this.core = core;
        this.range = range;
        this.descending = descending;
    }

    @Override
    public String name() {
        return core.tree.info.name();
    }

    @Override
    public V get(Object key) {
        K typed = typed(key);
        return isOutside(typed) ? null : core.get(typed);
    }

    @Override
    public boolean containsKey(Object key) {
        K typed = typed(key);
        return !isOutside(typed) && core.contains(typed);
    }

    @Override
    public V put(K key, V value) {
        requireInside(key);
        return core.put(key, value);
    }

    @Override
    public V remove(Object key) {
        K typed = typed(key);
        return isOutside(typed) ? null : core.remove(typed);
    }

    @Override
    public int size() {
        return (int) Math.min(mappingCount(), Integer.MAX_VALUE);
    }

    @Override
    public long mappingCount() {
        if (range == Range.ALL) return core.size();
        long count = 0;
        for (var walk = core.walk(range, false); walk.advance(); ) count++;
        return count;
    }

    @Override
    public boolean isEmpty() {
        var walk = core.walk(range, false);
        boolean empty = !walk.advance();
        walk.end();
        return empty;
    }

    @Override
    public void clear() {
        if (range == Range.ALL) core.clear();
        else core.atomically(() -> keySet().removeIf(_ -> true));
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> source) {
        core.atomically(() -> {
            source.forEach(this::put);
            return null;
        });
    }

    @Override
    public V putIfAbsent(K key, V value) {
        Objects.requireNonNull(value, "value");
        requireInside(key);
        V present = core.get(key);
        if (present != null) return present;
        return core.atomically(() -> {
            V found = core.get(key);
            if (found == null) core.put(key, value);
            return found;
        });
    }

    @Override
    public boolean remove(Object key, Object value) {
        K typed = typed(key);
        if (value == null || isOutside(typed) || !value.equals(core.get(typed))) return false;
        return core.atomically(() -> value.equals(core.get(typed)) && core.remove(typed) != null);
    }

    @Override
    public V replace(K key, V value) {
        Objects.requireNonNull(value, "value");
        requireInside(key);
        if (!core.contains(key)) return null;
        return core.atomically(() -> core.contains(key) ? core.put(key, value) : null);
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(value, "value");
        requireInside(key);
        if (!expected.equals(core.get(key))) return false;
        return core.atomically(() -> expected.equals(core.get(key)) && core.put(key, value) != null);
    }

    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        requireInside(key);
        return core.atomically(() -> become(key, core.get(key), function.apply(key, core.get(key))));
    }

    @Override
    public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        requireInside(key);
        V present = core.get(key);
        if (present != null) return present;
        return core.atomically(() -> {
            V found = core.get(key);
            return found != null ? found : become(key, null, function.apply(key));
        });
    }

    @Override
    public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        requireInside(key);
        if (!core.contains(key)) return null;
        return core.atomically(() -> {
            V found = core.get(key);
            return found == null ? null : become(key, found, function.apply(key, found));
        });
    }

    @Override
    public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        requireInside(key);
        return core.atomically(() -> {
            V found = core.get(key);
            return become(key, found, found == null ? value : function.apply(found, value));
        });
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        core.atomically(() -> {
            forEach((key, value) -> core.put(key, Objects.requireNonNull(function.apply(key, value), "value")));
            return null;
        });
    }

    private V become(K key, V before, V after) {
        if (after != null) core.put(key, after);
        else if (before != null) core.remove(key);
        return after;
    }

    @Override
    public Set<K> keySet() {
        return new KeySet<>(this);
    }

    @Override
    public Collection<V> values() {
        return new ValueCollection<>(this);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new EntrySet<>(this);
    }

    @SuppressWarnings("unchecked") // a wrong type fails in the codec, as the contract of Map wants
    final K typed(Object key) {
        return (K) Objects.requireNonNull(key, "key");
    }

    private boolean isOutside(K key) {
        return range != Range.ALL && !range.contains(core.bytes(key));
    }

    final void requireInside(K key) {
        Objects.requireNonNull(key, "key");
        if (isOutside(key)) throw new IllegalArgumentException("key out of range: " + key);
    }
}

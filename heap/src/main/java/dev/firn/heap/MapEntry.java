package dev.firn.heap;

import java.util.Map;
import java.util.Objects;

/// An entry of an iteration; setting its value puts it into the map.
final class MapEntry<K, V> implements Map.Entry<K, V> {
    private final BaseMap<K, V> map;
    private final K key;
    private V value;

    MapEntry(BaseMap<K, V> map, K key, V value) {
        this.map = map;
        this.key = key;
        this.value = value;
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        return value;
    }

    @Override
    public V setValue(V newValue) {
        map.put(key, newValue);
        V before = value;
        value = newValue;
        return before;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Map.Entry<?, ?> entry
                && Objects.equals(key, entry.getKey())
                && Objects.equals(value, entry.getValue());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(key) ^ Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}

package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// As [MapCodec], for maps in natural order; a comparator cannot be stored, so a map that has one is refused.
public record SortedMapCodec<K, V>(Codec<K> key, Codec<V> value, String schema) implements Codec<SortedMap<K, V>> {
    public SortedMapCodec(Codec<K> key, Codec<V> value) {
        this(key, value, "sortedmap<" + key.schema() + "," + value.schema() + ">");
    }

    @Override
    public void write(SortedMap<K, V> map, Encoder out) {
        SortedSetCodec.requireNatural(Elements.present(map, schema).comparator(), schema);
        MapCodec.writeSorted(map, key, value, schema, out);
    }

    @Override
    public NavigableMap<K, V> read(Decoder in) {
        NavigableMap<K, V> map = new TreeMap<>();
        try {
            MapCodec.readInto(map, in.getCount(2), key, value, schema, in);
        } catch (ClassCastException | NullPointerException unsortable) {
            throw Elements.unsortable(schema, unsortable);
        }
        return Collections.unmodifiableNavigableMap(map);
    }

    @Override
    public boolean ordered() {
        return false;
    }
}

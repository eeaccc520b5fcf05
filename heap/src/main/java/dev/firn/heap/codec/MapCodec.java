package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The number of entries, then key and value of each, sorted by the bytes of the keys. Comes back unmodifiable and in
/// that order.
public record MapCodec<K, V>(Codec<K> key, Codec<V> value, String schema) implements Codec<Map<K, V>> {
    public MapCodec(Codec<K> key, Codec<V> value) {
        this(key, value, "map<" + key.schema() + "," + value.schema() + ">");
    }

    @Override
    public void write(Map<K, V> map, Encoder out) {
        writeSorted(Elements.present(map, schema), key, value, schema, out);
    }

    static <K, V> void writeSorted(Map<K, V> map, Codec<K> key, Codec<V> value, String schema, Encoder out) {
        Parts parts = new Parts(schema, map.size(), out);
        for (Map.Entry<K, V> entry : map.entrySet()) {
            key.write(entry.getKey(), out);
            parts.key();
            value.write(entry.getValue(), out);
            parts.end();
        }
        parts.sort();
    }

    static <K, V> void readInto(Map<K, V> map, int count, Codec<K> key, Codec<V> value, String schema, Decoder in) {
        for (int i = 0; i < count; i++) {
            map.put(key.read(in), value.read(in));
            if (map.size() == i) {
                throw Elements.repeated(schema, in);
            }
        }
    }

    @Override
    public Map<K, V> read(Decoder in) {
        int count = in.getCount(2);
        Map<K, V> map = LinkedHashMap.newLinkedHashMap(Math.min(count, Elements.FIRST_CAPACITY));
        readInto(map, count, key, value, schema, in);
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean ordered() {
        return false;
    }
}

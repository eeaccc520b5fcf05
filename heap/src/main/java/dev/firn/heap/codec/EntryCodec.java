package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map;

/// The key, then the value.
public record EntryCodec<K, V>(Codec<K> key, Codec<V> value) implements Codec<Map.Entry<K, V>> {
    @Override
    public void write(Map.Entry<K, V> entry, Encoder out) {
        if (entry == null) {
            throw new CodecException(schema() + ": expected an entry, found null");
        }
        key.write(entry.getKey(), out);
        value.write(entry.getValue(), out);
    }

    @Override
    public Map.Entry<K, V> read(Decoder in) {
        return new SimpleImmutableEntry<>(key.read(in), value.read(in));
    }

    @Override
    public boolean ordered() {
        return key.ordered() && value.ordered();
    }

    @Override
    public String schema() {
        return "entry<" + key.schema() + "," + value.schema() + ">";
    }
}

package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.lang.reflect.Array;
import java.util.Arrays;

/// Arrays of objects: the same bytes as a list.
public record ArrayCodec<T>(Class<T> type, Codec<T> element, String schema) implements Codec<T[]> {
    public ArrayCodec(Class<T> type, Codec<T> element) {
        this(type, element, "list<" + element.schema() + ">");
    }

    @Override
    public void write(T[] array, Encoder out) {
        Elements.write(Arrays.asList(Elements.present(array, schema)), array.length, element, schema, out);
    }

    @Override
    public T[] read(Decoder in) {
        @SuppressWarnings("unchecked")
        T[] array = (T[]) Array.newInstance(type, in.getCount(1));
        for (int i = 0; i < array.length; i++) {
            array[i] = element.read(in);
        }
        return array;
    }

    @Override
    public boolean ordered() {
        return false;
    }
}

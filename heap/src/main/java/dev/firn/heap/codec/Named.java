package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;

/// A recursive type: its schema begins with the name by which it refers to itself.
record Named<T>(String name, Codec<T> codec) implements Codec<T> {
    @Override
    public void write(T value, Encoder out) {
        codec.write(value, out);
    }

    @Override
    public T read(Decoder in) {
        return codec.read(in);
    }

    @Override
    public boolean ordered() {
        return codec.ordered();
    }

    @Override
    public String schema() {
        return name + "=" + codec.schema();
    }
}

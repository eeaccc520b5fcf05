package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;

/// A value or null: one byte 00 for null, or 01 and the value.
public record NullableCodec<T>(Codec<T> value) implements Codec<T> {
    /// A codec for null and for what `codec` takes, unless it takes null already.
    public static <T> Codec<T> of(Codec<T> codec) {
        return codec instanceof NullableCodec<T> ? codec : new NullableCodec<>(codec);
    }

    @Override
    public void write(T value, Encoder out) {
        out.putBoolean(value != null);
        if (value != null) {
            this.value.write(value, out);
        }
    }

    @Override
    public T read(Decoder in) {
        return in.getBoolean() ? value.read(in) : null;
    }

    @Override
    public boolean ordered() {
        return value.ordered();
    }

    @Override
    public String schema() {
        return "nullable<" + value.schema() + ">";
    }
}

package dev.firn.cli.schema;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.function.Function;

/// A codec between stored bytes and what JSON has: strings, numbers, booleans, lists, maps with string keys, and null.
///
/// Writes exactly the bytes that the codec with the same schema writes. Whether it is ordered was decided when the
/// collection was made, so it says yes.
public interface JsonType extends Codec<Object> {
    @Override
    default boolean ordered() {
        return true;
    }

    /// A type whose values are those of `codec`, turned into JSON and back.
    ///
    /// @param fromJson throws a [RuntimeException] for what is no such value
    static <T> JsonType of(String schema, Codec<T> codec, Function<T, Object> toJson, Function<Object, T> fromJson) {
        return new Mapped<>(schema, codec, toJson, fromJson);
    }

    /// See [#of].
    record Mapped<T>(String schema, Codec<T> codec, Function<T, Object> toJson, Function<Object, T> fromJson)
            implements JsonType {
        @Override
        public void write(Object value, Encoder out) {
            codec.write(converted(value), out);
        }

        @Override
        public Object read(Decoder in) {
            return toJson.apply(codec.read(in));
        }

        private T converted(Object value) {
            try {
                return fromJson.apply(value);
            } catch (RuntimeException e) {
                throw new NotOfTypeException(schema, value, e);
            }
        }
    }
}

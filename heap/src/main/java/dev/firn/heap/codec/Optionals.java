package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The codecs of what may be absent: one byte 00, or 01 and the value; so absence comes first in order.
public final class Optionals {
    public static final Codec<OptionalInt> INT =
            new Scalar<>(
                    "optional<int32>",
                    true,
                    Optionals::putInt,
                    in -> in.getBoolean() ? OptionalInt.of(in.getInt()) : OptionalInt.empty());
    public static final Codec<OptionalLong> LONG =
            new Scalar<>(
                    "optional<int64>",
                    true,
                    Optionals::putLong,
                    in -> in.getBoolean() ? OptionalLong.of(in.getLong()) : OptionalLong.empty());
    public static final Codec<OptionalDouble> DOUBLE =
            new Scalar<>(
                    "optional<float64>",
                    true,
                    Optionals::putDouble,
                    in -> in.getBoolean() ? OptionalDouble.of(in.getDouble()) : OptionalDouble.empty());

    private Optionals() {}

    /// A codec of values of `value` that may be absent.
    public static <T> Codec<Optional<T>> of(Codec<T> value) {
        return new Of<>(value);
    }

    private static void putInt(OptionalInt value, Encoder out) {
        out.putBoolean(value.isPresent());
        value.ifPresent(out::putInt);
    }

    private static void putLong(OptionalLong value, Encoder out) {
        out.putBoolean(value.isPresent());
        value.ifPresent(out::putLong);
    }

    private static void putDouble(OptionalDouble value, Encoder out) {
        out.putBoolean(value.isPresent());
        value.ifPresent(out::putDouble);
    }

    private record Of<T>(Codec<T> value) implements Codec<Optional<T>> {
        @Override
        public void write(Optional<T> optional, Encoder out) {
            if (optional == null) {
                throw new CodecException("optional: expected Optional.empty() or a value, found null");
            }
            out.putBoolean(optional.isPresent());
            if (optional.isPresent()) {
                value.write(optional.get(), out);
            }
        }

        @Override
        public Optional<T> read(Decoder in) {
            return in.getBoolean() ? Optional.ofNullable(value.read(in)) : Optional.empty();
        }

        @Override
        public boolean ordered() {
            return value.ordered();
        }

        @Override
        public String schema() {
            return "optional<" + value.schema() + ">";
        }
    }
}

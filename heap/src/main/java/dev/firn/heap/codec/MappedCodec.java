package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.function.Function;

/// A codec of another type, through two functions.
public record MappedCodec<S, T>(String name, Codec<S> stored, Function<T, S> to, Function<S, T> from)
        implements Codec<T> {
    @Override
    public void write(T value, Encoder out) {
        if (value == null) {
            throw new CodecException(name + ": expected a value, found null; declare it nullable or Optional");
        }
        stored.write(to.apply(value), out);
    }

    @Override
    public T read(Decoder in) {
        S value = stored.read(in);
        try {
            return from.apply(value);
        } catch (RuntimeException refused) {
            throw new CodecException(
                    ("%s: %s, read before byte %d, was " + "refused: %s")
                            .formatted(name, value, in.position(), refused),
                    refused);
        }
    }

    /// Nobody knows what the functions do to the order.
    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public String schema() {
        return name + "<" + stored.schema() + ">";
    }
}

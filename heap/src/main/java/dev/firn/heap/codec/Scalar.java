package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.time.DateTimeException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A codec of a type without parts that are codecs themselves, made of two functions.
///
/// @param schema  its name in schemas
/// @param ordered whether its bytes sort as its values
/// @param writer  appends a value
/// @param reader  reads it; refusals of the JDK (a 13th month, an unknown zone) become [CodecException]
record Scalar<T>(String schema, boolean ordered, BiConsumer<T, Encoder> writer, Function<Decoder, T> reader)
        implements Codec<T> {
    @Override
    public void write(T value, Encoder out) {
        if (value == null) {
            throw new CodecException(schema + ": expected a value, found null; declare it nullable or Optional");
        }
        writer.accept(value, out);
    }

    @Override
    public T read(Decoder in) {
        try {
            return reader.apply(in);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException refused) {
            throw new CodecException(
                    "%s: the bytes before byte %d are no such value: %s"
                            .formatted(schema, in.position(), refused.getMessage()),
                    refused);
        }
    }
}

package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;

/// What the codecs of lists, sets and maps have in common.
final class Elements {
    /// A damaged count is at most the number of bytes that remain, but hash tables take far more than a byte an
    /// element: they begin small and grow as elements really come.
    static final int FIRST_CAPACITY = 1024;

    private Elements() {}

    /// @return `collection`
    static <C> C present(C collection, String schema) {
        if (collection == null) {
            throw new CodecException(
                    schema + ": expected a collection, found null; store an empty one or " + "declare it nullable");
        }
        return collection;
    }

    static <T> void write(Iterable<T> elements, int size, Codec<T> element, String schema, Encoder out) {
        out.putVarLong(size);
        int start = out.length();
        int count = 0;
        for (T each : elements) {
            element.write(each, out);
            count++;
        }
        if (count != size) {
            throw new CodecException(
                    "%s: expected %d elements, found %d; was it changed while it was written?"
                            .formatted(schema, size, count));
        }
        if (out.length() - start < size) {
            throw new CodecException(
                    schema + ": the codec of the elements wrote nothing; every value takes at " + "least a byte");
        }
    }

    static CodecException repeated(String schema, Decoder in) {
        return new CodecException(
                "%s: expected distinct elements, found one twice before byte %d".formatted(schema, in.position()));
    }

    static CodecException unsortable(String schema, RuntimeException cause) {
        return new CodecException(
                schema + ": expected elements that compare with each " + "other, found: " + cause.getMessage(), cause);
    }
}

package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;

/// Reads an input that must be one value and nothing else.
public final class Whole {
    private Whole() {}

    /// The value that takes all that `in` has left.
    ///
    /// @throws CodecException if it is damaged or followed by more
    public static <T> T read(Codec<T> codec, Decoder in) {
        T value = codec.read(in);
        if (in.remaining() != 0) {
            throw new CodecException(
                    ("%s: expected the end of the input at byte %d, found %d bytes more; was it "
                                    + "written with another codec?")
                            .formatted(codec.schema(), in.position(), in.remaining()));
        }
        return value;
    }
}

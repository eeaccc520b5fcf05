package dev.firn.heap.codec;

import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A closed set of names written as strings: the constants of an enum, the members of a sealed family. Names, so that
/// declarations may move without changing what is stored.
final class Names {
    private final String schema;
    private final byte[][] bytes;
    private final byte[][] sorted;
    private final int[] places;

    /// @param schema of the type, for messages
    /// @param names  distinct
    Names(String schema, List<String> names) {
        this.schema = schema;
        this.bytes = names.stream().map(Scalars.STRING::encode).toArray(byte[][]::new);
        this.places =
                IntStream.range(0, bytes.length)
                        .boxed()
                        .sorted(Comparator.comparing(place -> bytes[place], Arrays::compareUnsigned))
                        .mapToInt(Integer::intValue)
                        .toArray();
        this.sorted = Arrays.stream(places).mapToObj(place -> bytes[place]).toArray(byte[][]::new);
    }

    /// Writes the name that was at `place` of the list.
    void write(int place, Encoder out) {
        out.putBytes(bytes[place]);
    }

    /// The place in the list of the name that comes next.
    int read(Decoder in) {
        int found = in.getChoice(sorted);
        if (found < 0) {
            throw new CodecException(
                    ("%s: found %s, which no longer exists or never did; keep what is stored, "
                                    + "or write a Codec that maps it")
                            .formatted(schema, in.getString()));
        }
        return places[found];
    }
}

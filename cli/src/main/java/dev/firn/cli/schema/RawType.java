package dev.firn.cli.schema;

import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.HexFormat;
import java.util.Map;

/// A type of the application's own, of which only the bytes are known: an object with the field `hex` in JSON.
///
/// @param schema as it is in the store
record RawType(String schema) implements JsonType {
    private static final String FIELD = "hex";

    @Override
    public void write(Object value, Encoder out) {
        try {
            out.putBytes(HexFormat.of().parseHex((String) ((Map<?, ?>) value).get(FIELD)));
        } catch (ClassCastException | IllegalArgumentException | NullPointerException e) {
            throw new NotOfTypeException(schema + " (known only as bytes: {\"hex\": \"...\"})", value, e);
        }
    }

    @Override
    public Object read(Decoder in) {
        return Map.of(FIELD, HexFormat.of().formatHex(in.getBytes(in.remaining())));
    }
}

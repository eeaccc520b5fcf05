package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The place of the constant in its declaration, for enums that promise to keep it ([dev.firn.heap.KeepOrder]). The
/// schema holds the constants in order, so a broken promise is found when a store is opened.
public final class OrderedEnumCodec<E extends Enum<E>> implements Codec<E> {
    private final String schema;
    private final E[] constants;

    public OrderedEnumCodec(Class<E> type) {
        this.constants = type.getEnumConstants();
        this.schema = Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(",", "enum-ordered{", "}"));
    }

    @Override
    public void write(E value, Encoder out) {
        if (value == null) {
            throw new CodecException(schema + ": expected a constant, found null; declare it nullable or Optional");
        }
        out.putVarLong(value.ordinal());
    }

    @Override
    public E read(Decoder in) {
        long place = in.getVarLong();
        if (place < 0 || place >= constants.length) {
            throw new CodecException(
                    "%s: expected a place below %d before byte %d, found %s"
                            .formatted(schema, constants.length, in.position(), Long.toUnsignedString(place)));
        }
        return constants[(int) place];
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public String schema() {
        return schema;
    }
}

package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The name of the constant, as a string. Constants may be reordered and added; so the order of the bytes says nothing.
public final class EnumCodec<E extends Enum<E>> implements Codec<E> {
    private final String schema;
    private final E[] constants;
    private final Names names;

    public EnumCodec(Class<E> type) {
        this.constants = type.getEnumConstants();
        List<String> declared = Arrays.stream(constants).map(Enum::name).toList();
        this.schema = declared.stream().sorted().collect(Collectors.joining(",", "enum{", "}"));
        this.names = new Names(type.getSimpleName(), declared);
    }

    @Override
    public void write(E value, Encoder out) {
        if (value == null) {
            throw new CodecException(schema + ": expected a constant, found null; declare it nullable or Optional");
        }
        names.write(value.ordinal(), out);
    }

    @Override
    public E read(Decoder in) {
        return constants[names.read(in)];
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public String schema() {
        return schema;
    }
}

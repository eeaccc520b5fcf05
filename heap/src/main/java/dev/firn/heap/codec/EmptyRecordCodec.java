package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.lang.invoke.MethodHandle;

/// A record without components: the byte 00, because every value takes at least a byte.
final class EmptyRecordCodec<T> implements Codec<T> {
    private final String name;
    private final T only;

    @SuppressWarnings("unchecked")
    EmptyRecordCodec(String name, MethodHandle constructor) {
        this.name = name;
        try {
            this.only = (T) constructor.invoke();
        } catch (Throwable thrown) {
            throw new CodecException(name + ": its constructor failed: " + thrown, thrown);
        }
    }

    @Override
    public void write(T value, Encoder out) {
        if (value == null) {
            throw new CodecException(name + ": expected a record, found null; declare it nullable or Optional");
        }
        out.putUnsignedByte(0);
    }

    @Override
    public T read(Decoder in) {
        int found = in.getUnsignedByte();
        if (found != 0) {
            throw new CodecException(
                    "%s: expected 00 at byte %d, found %02x".formatted(name, in.position() - 1, found));
        }
        return only;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public String schema() {
        return "{}";
    }
}

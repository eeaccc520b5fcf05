package dev.firn.heap.check;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;

/// Values of any type as the bytes they are stored as. They have the order that they have in the store.
///
/// @param schema of the type; not null
public record RawCodec(String schema) implements Codec<byte[]> {
    @Override
    public void write(byte[] value, Encoder out) {
        out.putBytes(value);
    }

    @Override
    public byte[] read(Decoder in) {
        return in.getBytes(in.remaining());
    }

    @Override
    public boolean ordered() {
        return true;
    }
}

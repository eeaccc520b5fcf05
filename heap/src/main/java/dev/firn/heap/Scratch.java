package dev.firn.heap;

import dev.firn.heap.tree.Bytes;

/// What one operation needs to turn values into bytes and back. Taken from [Scratches] and given back.
final class Scratch {
    final Encoder key = new Encoder();
    final Encoder value = new Encoder();
    final Bytes found = new Bytes();
    private final Decoder decoder = new Decoder();

    /// What was found, decoded.
    <T> T decode(Codec<T> codec) {
        return codec.read(decoder.reset(found.array(), 0, found.length()));
    }

    /// `bytes[0, length)`, decoded.
    <T> T decode(Codec<T> codec, byte[] bytes, int length) {
        return codec.read(decoder.reset(bytes, 0, length));
    }
}

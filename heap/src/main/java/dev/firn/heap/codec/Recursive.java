package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;

/// Stands for the codec of a type inside itself, while that is still being made and ever after. Bounds the nesting,
/// which damaged bytes could otherwise make as deep as they are long.
final class Recursive<T> implements Codec<T> {
    private final String name;

    /// Set once; volatile because the codec that contains this one may be passed to other threads by a data race.
    private volatile Codec<T> target;

    private boolean used;

    Recursive(String name) {
        this.name = name;
    }

    /// Marks that the type really contains itself.
    Recursive<T> use() {
        used = true;
        return this;
    }

    boolean used() {
        return used;
    }

    void resolve(Codec<T> codec) {
        target = codec;
    }

    @Override
    public void write(T value, Encoder out) {
        out.descend();
        try {
            target.write(value, out);
        } finally {
            out.ascend();
        }
    }

    @Override
    public T read(Decoder in) {
        in.descend();
        try {
            return target.read(in);
        } finally {
            in.ascend();
        }
    }

    @Override
    public boolean ordered() {
        return false;
    }

    /// The name that the schema of the whole type begins with.
    @Override
    public String schema() {
        return name;
    }
}

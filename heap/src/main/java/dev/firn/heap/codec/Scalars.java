package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.Decoder;

/// The codecs of what one `put` of an encoder writes.
public final class Scalars {
    public static final Codec<Boolean> BOOL =
            new Scalar<>("bool", true, (value, out) -> out.putBoolean(value), Decoder::getBoolean);
    public static final Codec<Byte> INT8 =
            new Scalar<>("int8", true, (value, out) -> out.putByte(value), Decoder::getByte);
    public static final Codec<Short> INT16 =
            new Scalar<>("int16", true, (value, out) -> out.putShort(value), Decoder::getShort);
    public static final Codec<Integer> INT32 =
            new Scalar<>("int32", true, (value, out) -> out.putInt(value), Decoder::getInt);
    public static final Codec<Long> INT64 =
            new Scalar<>("int64", true, (value, out) -> out.putLong(value), Decoder::getLong);
    public static final Codec<Character> CHARACTER =
            new Scalar<>("char", true, (value, out) -> out.putChar(value), Decoder::getChar);
    public static final Codec<Float> FLOAT32 =
            new Scalar<>("float32", true, (value, out) -> out.putFloat(value), Decoder::getFloat);
    public static final Codec<Double> FLOAT64 =
            new Scalar<>("float64", true, (value, out) -> out.putDouble(value), Decoder::getDouble);
    public static final Codec<String> STRING =
            new Scalar<>("string", true, (value, out) -> out.putString(value), Decoder::getString);

    private Scalars() {}
}

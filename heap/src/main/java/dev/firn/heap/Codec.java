package dev.firn.heap;

import dev.firn.heap.codec.ByteArrays;
import dev.firn.heap.codec.Nullable;
import dev.firn.heap.codec.Scalars;
import dev.firn.heap.codec.Whole;

/// How values of one type become bytes and come back.
///
/// The rules that every codec keeps, also one written by a user:
/// * `read` returns a value equal to the one written, and takes exactly the bytes that `write` appended, at least one;
/// * **canonical**: equal values give equal bytes, and unequal values unequal bytes, for keys are found by their bytes;
/// * neither accepts nor returns null, unless it came from [#nullable];
/// * damaged bytes give a [CodecException] or another value, never an endless loop or an absurd allocation;
/// * `schema` never changes for one encoding, and changes when the encoding does.
///
/// Codecs are immutable and safe for use by several threads. The bytes of every codec here are in docs/codecs.md.
///
/// @param <T> the type of the values
public interface Codec<T> {
    /// Appends `value` (not null) to `out`.
    ///
    /// @throws CodecException if the value cannot be encoded; what `out` then holds is not defined
    void write(T value, Encoder out);

    /// Reads the value that begins at the position of `in`.
    ///
    /// @return the value, not null
    /// @throws CodecException if the bytes are too short or not of this type
    T read(Decoder in);

    /// Whether the bytes sort as the values do: unsigned from left to right, no value's bytes a beginning of another's.
    /// The order of a type without a natural one (a record) is that of its parts from first to last. Needed by the keys
    /// of a sorted map.
    boolean ordered();

    /// A stable text of the type and its encoding, stored with a collection and compared when it is opened again. Not
    /// null or empty; braces, brackets and angle brackets are balanced.
    String schema();

    /// The bytes of `value` alone.
    ///
    /// @throws CodecException if the value cannot be encoded
    default byte[] encode(T value) {
        Encoder out = new Encoder();
        write(value, out);
        return out.toByteArray();
    }

    /// The value whose bytes these are, all of them.
    ///
    /// @throws CodecException if they are not exactly one value of this type
    default T decode(byte[] bytes) {
        return Whole.read(this, new Decoder(bytes));
    }

    /// Booleans, false before true.
    static Codec<Boolean> bool() {
        return Scalars.BOOL;
    }

    /// Integers of one byte.
    static Codec<Byte> int8() {
        return Scalars.INT8;
    }

    /// Integers of two bytes.
    static Codec<Short> int16() {
        return Scalars.INT16;
    }

    /// Integers of four bytes.
    static Codec<Integer> int32() {
        return Scalars.INT32;
    }

    /// Integers of eight bytes.
    static Codec<Long> int64() {
        return Scalars.INT64;
    }

    /// UTF-16 code units.
    static Codec<Character> character() {
        return Scalars.CHARACTER;
    }

    /// Floating-point numbers in the order of [Float#compareTo]. All NaNs are one value.
    static Codec<Float> float32() {
        return Scalars.FLOAT32;
    }

    /// Floating-point numbers in the order of [Double#compareTo]. All NaNs are one value.
    static Codec<Double> float64() {
        return Scalars.FLOAT64;
    }

    /// Strings in the order of [String#compareTo].
    static Codec<String> string() {
        return Scalars.STRING;
    }

    /// Byte arrays by length and content: the quickest form for values. Not ordered.
    static Codec<byte[]> bytes() {
        return ByteArrays.COUNTED;
    }

    /// Byte arrays in the order of [java.util.Arrays#compareUnsigned(byte[], byte[])], for keys. The bytes 00 and 01 take
    /// two bytes each.
    static Codec<byte[]> orderedBytes() {
        return ByteArrays.ORDERED;
    }

    /// The values of `codec` and null, which comes first.
    static <T> Codec<T> nullable(Codec<T> codec) {
        return Nullable.of(codec);
    }
}

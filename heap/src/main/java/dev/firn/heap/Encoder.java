package dev.firn.heap;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;
import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.firn.heap.codec.Limits;
import dev.firn.heap.codec.OrderedBits;
import dev.firn.heap.codec.OrderedText;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;

/// Bytes being written: a growing array that codecs append to.
///
/// **Every `put` keeps the order of its Java type**: of two values of one type, the smaller one has the smaller bytes,
/// compared unsigned from left to right, and no value's bytes begin with those of another. So a codec made of such puts
/// alone gives keys that sort component by component. [#putBytes] and [#putUnsignedByte] write bytes as they are.
///
/// Reusable: [#reset] forgets the content and keeps the array (up to 1 MiB of it). Not safe for use by several threads.
/// A value that would grow beyond 2 GiB throws [CodecException].
public final class Encoder {
    private static final VarHandle U16 = byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
    private static final VarHandle U32 = byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final VarHandle U64 = byteArrayViewVarHandle(long[].class, BIG_ENDIAN);

    private byte[] bytes;
    private int length;
    private int depth;

    /// An empty encoder with room for 256 bytes before it grows.
    public Encoder() {
        this(256);
    }

    /// An empty encoder with room for `initialBytes` bytes (0 or more) before it grows.
    public Encoder(int initialBytes) {
        if (initialBytes < 0) {
            throw new IllegalArgumentException("initialBytes must not be negative, found " + initialBytes);
        }
        bytes = new byte[initialBytes];
    }

    /// The number of bytes written since the last [#reset].
    public int length() {
        return length;
    }

    /// The array written to, not a copy: the first [#length] bytes are the content, until the next call of a `put`,
    /// which may move it to a larger array. Never null.
    public byte[] bytes() {
        return bytes;
    }

    /// A copy of the content, never null.
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /// Forgets the content. A very large array is given up, so that one large value does not occupy memory for ever.
    public void reset() {
        length = 0;
        depth = 0;
        if (bytes.length > Limits.KEPT_BYTES) {
            bytes = new byte[Limits.KEPT_BYTES];
        }
    }

    /// One byte, the low eight bits of `value` as they are.
    public void putUnsignedByte(int value) {
        int at = reserve(1);
        bytes[at] = (byte) value;
    }

    /// One byte: 0 or 1.
    public void putBoolean(boolean value) {
        putUnsignedByte(value ? 1 : 0);
    }

    /// One byte, the sign bit inverted.
    public void putByte(byte value) {
        putUnsignedByte(value ^ 0x80);
    }

    /// Two bytes, big-endian, the sign bit inverted.
    public void putShort(short value) {
        int at = reserve(Short.BYTES);
        U16.set(bytes, at, (short) (value ^ Short.MIN_VALUE));
    }

    /// Two bytes, big-endian, unsigned.
    public void putChar(char value) {
        int at = reserve(Character.BYTES);
        U16.set(bytes, at, (short) value);
    }

    /// Four bytes, big-endian, the sign bit inverted.
    public void putInt(int value) {
        int at = reserve(Integer.BYTES);
        U32.set(bytes, at, value ^ Integer.MIN_VALUE);
    }

    /// Eight bytes, big-endian, the sign bit inverted.
    public void putLong(long value) {
        int at = reserve(Long.BYTES);
        U64.set(bytes, at, value ^ Long.MIN_VALUE);
    }

    /// Four bytes in the order of [Float#compare]; all NaNs are one value, -0.0 and 0.0 are two.
    public void putFloat(float value) {
        int at = reserve(Float.BYTES);
        U32.set(bytes, at, OrderedBits.of(value));
    }

    /// Eight bytes in the order of [Double#compare]; all NaNs are one value, -0.0 and 0.0 are two.
    public void putDouble(double value) {
        int at = reserve(Double.BYTES);
        U64.set(bytes, at, OrderedBits.of(value));
    }

    /// One to nine bytes in the order of [Long#compareUnsigned]: below 248 the number itself, else 247 + n and then the
    /// n bytes of the number, big-endian, without leading zeros. For counts, lengths and small numbers.
    public void putVarLong(long value) {
        if (Long.compareUnsigned(value, Limits.SMALL_NUMBER) < 0) {
            putUnsignedByte((int) value);
            return;
        }
        int size = (Long.SIZE - Long.numberOfLeadingZeros(value) + 7) / 8;
        putUnsignedByte(Limits.SMALL_NUMBER - 1 + size);
        int at = reserve(size);
        for (int i = size - 1; i >= 0; i--) {
            bytes[at++] = (byte) (value >>> (8 * i));
        }
    }

    /// The bytes of `source` as they are, without their number. Not null.
    public void putBytes(byte[] source) {
        putBytes(source, 0, source.length);
    }

    /// `count` bytes of `source` from index `from` as they are, without their number.
    ///
    /// @throws IndexOutOfBoundsException if `source` does not have them
    public void putBytes(byte[] source, int from, int count) {
        Objects.checkFromIndexSize(from, count, source.length);
        int at = reserve(count);
        System.arraycopy(source, from, bytes, at, count);
    }

    /// A string in the order of [String#compareTo], also beyond the basic plane, and its end mark; any string, lone
    /// surrogates included. An ASCII string takes its length and one byte more. Not null.
    public void putString(String value) {
        int characters = value.length();
        int at = reserve(Math.addExact(characters, 1));
        int plain = OrderedText.writePlain(value, bytes, at);
        if (plain < characters) {
            length = at + plain;
            reserve(OrderedText.sizeFrom(value, plain));
            OrderedText.writeFrom(value, plain, bytes, at + plain);
        }
    }

    /// To be called by the codec of a recursive type before it writes a value inside another, with [#ascend] after it.
    ///
    /// @throws CodecException if values are nested deeper than 500: the reader's stack must be able to hold them
    public void descend() {
        if (++depth > Limits.DEPTH) {
            throw new CodecException(
                    "a value nested deeper than "
                            + Limits.DEPTH
                            + " levels cannot be stored: keep its parts in a collection and refer to them by key");
        }
    }

    /// The end of what [#descend] began.
    public void ascend() {
        depth--;
    }

    /// Makes room for `count` bytes more and counts them as written.
    private int reserve(int count) {
        int at = length;
        if (count > bytes.length - at) {
            grow(count);
        }
        length = at + count;
        return at;
    }

    private void grow(int count) {
        long needed = (long) length + count;
        if (needed > Limits.LARGEST_ARRAY) {
            throw new CodecException(
                    "a value of more than "
                            + Limits.LARGEST_ARRAY
                            + " bytes cannot be encoded: split it over several entries");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), Limits.LARGEST_ARRAY));
    }
}

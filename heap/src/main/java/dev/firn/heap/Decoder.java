package dev.firn.heap;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.firn.heap.codec.Limits;
import dev.firn.heap.codec.OrderedBits;
import dev.firn.heap.codec.OrderedText;
import dev.firn.heap.codec.TextReader;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;

/// Bytes being read: what an [Encoder] wrote, get by get in the same order.
///
/// Input that is too short or that no encoder writes throws [CodecException] with the position; a length is compared
/// with what remains before anything is allocated for it, so damaged bytes cannot ask for more memory than they have.
///
/// Reusable: [#reset] turns to other bytes. Not safe for use by several threads.
public final class Decoder {
    private static final VarHandle U16 = byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
    private static final VarHandle U32 = byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final VarHandle U64 = byteArrayViewVarHandle(long[].class, BIG_ENDIAN);
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int from;
    private int at;
    private int to;
    private int depth;

    /// A decoder of nothing, to be [#reset].
    public Decoder() {}

    /// A decoder of all of `bytes`, which are not copied.
    public Decoder(byte[] bytes) {
        reset(bytes, 0, bytes.length);
    }

    /// Turns to the bytes of `source` from index `from` to index `to`, exclusive, which are not copied.
    ///
    /// @return this
    /// @throws IndexOutOfBoundsException if `source` does not have them
    public Decoder reset(byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        this.bytes = source;
        this.from = from;
        this.at = from;
        this.to = to;
        this.depth = 0;
        return this;
    }

    /// The number of bytes not yet read.
    public int remaining() {
        return to - at;
    }

    /// The number of bytes read since [#reset].
    public int position() {
        return at - from;
    }

    /// One byte as it is, 0 to 255.
    public int getUnsignedByte() {
        return bytes[take(1)] & 0xff;
    }

    /// See [Encoder#putBoolean].
    public boolean getBoolean() {
        int found = getUnsignedByte();
        if (found > 1) {
            throw unexpected("00 (false) or 01 (true)", found);
        }
        return found == 1;
    }

    /// See [Encoder#putByte].
    public byte getByte() {
        return (byte) (getUnsignedByte() ^ 0x80);
    }

    /// See [Encoder#putShort].
    public short getShort() {
        return (short) ((short) U16.get(bytes, take(Short.BYTES)) ^ Short.MIN_VALUE);
    }

    /// See [Encoder#putChar].
    public char getChar() {
        return (char) (short) U16.get(bytes, take(Character.BYTES));
    }

    /// See [Encoder#putInt].
    public int getInt() {
        return (int) U32.get(bytes, take(Integer.BYTES)) ^ Integer.MIN_VALUE;
    }

    /// See [Encoder#putLong].
    public long getLong() {
        return (long) U64.get(bytes, take(Long.BYTES)) ^ Long.MIN_VALUE;
    }

    /// See [Encoder#putFloat].
    public float getFloat() {
        return OrderedBits.toFloat((int) U32.get(bytes, take(Float.BYTES)));
    }

    /// See [Encoder#putDouble].
    public double getDouble() {
        return OrderedBits.toDouble((long) U64.get(bytes, take(Double.BYTES)));
    }

    /// See [Encoder#putVarLong].
    public long getVarLong() {
        int first = getUnsignedByte();
        if (first < Limits.SMALL_NUMBER) {
            return first;
        }
        int size = first - Limits.SMALL_NUMBER + 1;
        int start = take(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | bytes[start + i] & 0xff;
        }
        if (bytes[start] == 0 || Long.compareUnsigned(value, Limits.SMALL_NUMBER) < 0) {
            throw unexpected("a number of " + size + " bytes without leading zeros", (int) value);
        }
        return value;
    }

    /// A count written by [Encoder#putVarLong] of things that take at least `bytesEach` bytes (1 or more) each.
    ///
    /// @return the count, for which it is safe to allocate
    /// @throws CodecException if so many cannot follow
    public int getCount(int bytesEach) {
        long count = getVarLong();
        if (count < 0 || count > remaining() / bytesEach) {
            throw new CodecException(
                    "byte %d: expected at most %d elements in the %d bytes that remain, found %s"
                            .formatted(position(), remaining() / bytesEach, remaining(), Long.toUnsignedString(count)));
        }
        return (int) count;
    }

    /// `count` bytes as they are, in a new array.
    ///
    /// @throws CodecException if fewer remain
    public byte[] getBytes(int count) {
        int start = take(count);
        return Arrays.copyOfRange(bytes, start, start + count);
    }

    /// See [Encoder#putString].
    public String getString() {
        int end = OrderedText.endOfPlain(bytes, at, to);
        if (end < to && bytes[end] == 0) {
            String text = new String(bytes, at, end - at, ISO_8859_1);
            at = end + 1;
            return text;
        }
        TextReader reader = new TextReader(bytes, at, to);
        String text = reader.read();
        at = reader.end();
        return text;
    }

    /// The place of the one of `choices` that comes next, which is then behind the position; -1, and nothing is read,
    /// if none does. For names out of a closed set, without making strings.
    ///
    /// @param choices in unsigned order, none the beginning of another; not changed
    public int getChoice(byte[][] choices) {
        int low = 0;
        int high = choices.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            byte[] choice = choices[middle];
            int end = at + Math.min(choice.length, remaining());
            int order = Arrays.compareUnsigned(choice, 0, choice.length, bytes, at, end);
            if (order == 0) {
                at = end;
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /// To be called by the codec of a recursive type before it reads a value inside another, with [#ascend] after it.
    ///
    /// @throws CodecException if values are nested deeper than 500
    public void descend() {
        if (++depth > Limits.DEPTH) {
            throw new CodecException(
                    "byte %d: expected values nested no deeper than %d levels, found more"
                            .formatted(position(), Limits.DEPTH));
        }
    }

    /// The end of what [#descend] began.
    public void ascend() {
        depth--;
    }

    private int take(int count) {
        int start = at;
        if (count < 0 || count > to - start) {
            throw tooShort(count);
        }
        at = start + count;
        return start;
    }

    private CodecException tooShort(int count) {
        return new CodecException(
                "byte %d: expected %s more bytes, found %d before the end of the input"
                        .formatted(position(), Integer.toUnsignedString(count), remaining()));
    }

    private CodecException unexpected(String expected, int found) {
        return new CodecException("byte %d: expected %s, found %02x".formatted(position() - 1, expected, found));
    }
}

package dev.firn.heap.codec;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.VarHandle;

/// Strings as bytes whose unsigned order is the order of `String.compareTo`, ended by a zero byte.
///
/// Each UTF-16 code unit is written for itself in one to three bytes as UTF-8 would write a character of that number,
/// so surrogates (alone or in pairs) take three bytes each and sort as `compareTo` sorts them. The two units that would
/// collide with the end mark and its escape take two bytes: U+0000 is `01 01` and U+0001 is `01 02`. The end mark is
/// below everything, so a string sorts before its continuations, whatever component follows it.
public final class OrderedText {
    static final int END = 0;
    static final int ESCAPE = 1;

    private static final int FIRST_PLAIN = 2;
    private static final int FIRST_WIDE = 0x80;
    private static final int FIRST_WIDEST = 0x800;
    private static final VarHandle WORD = byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final long TWOS = 0x0202020202020202L;
    private static final long HIGHS = 0x8080808080808080L;

    private OrderedText() {}

    /// Writes the longest prefix of `text` that takes one byte a unit, and the end mark if that is all of it.
    ///
    /// @return the length of that prefix
    public static int writePlain(String text, byte[] target, int at) {
        int count = text.length();
        for (int i = 0; i < count; i++) {
            char unit = text.charAt(i);
            if (unit < FIRST_PLAIN || unit >= FIRST_WIDE) {
                return i;
            }
            target[at + i] = (byte) unit;
        }
        target[at + count] = END;
        return count;
    }

    /// The bytes that the units of `text` from index `from` on take, with the end mark.
    public static int sizeFrom(String text, int from) {
        long size = 1;
        for (int i = from; i < text.length(); i++) {
            size += sizeOf(text.charAt(i));
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    /// Writes the units of `text` from index `from` on and the end mark to `target`, which has room.
    public static void writeFrom(String text, int from, byte[] target, int at) {
        for (int i = from; i < text.length(); i++) {
            at = writeUnit(text.charAt(i), target, at);
        }
        target[at] = END;
    }

    /// The first index in `[from, to)` whose byte does not stand for one plain unit: the end mark, an escape, or the
    /// beginning of a longer form. `to` if there is none.
    public static int endOfPlain(byte[] source, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORD.get(source, at);
            // A borrow can only reach bytes behind the first hit, so the first hit is exact.
            long hits = (word | word - TWOS) & HIGHS;
            if (hits != 0) {
                return at + Long.numberOfTrailingZeros(hits) / Byte.SIZE;
            }
        }
        while (at < to && source[at] >= FIRST_PLAIN) {
            at++;
        }
        return at;
    }

    private static int sizeOf(char unit) {
        if (unit < FIRST_PLAIN) {
            return 2;
        }
        if (unit < FIRST_WIDE) {
            return 1;
        }
        return unit < FIRST_WIDEST ? 2 : 3;
    }

    private static int writeUnit(char unit, byte[] target, int at) {
        if (unit < FIRST_PLAIN) {
            target[at] = ESCAPE;
            target[at + 1] = (byte) (unit + 1);
            return at + 2;
        }
        if (unit < FIRST_WIDE) {
            target[at] = (byte) unit;
            return at + 1;
        }
        if (unit < FIRST_WIDEST) {
            target[at] = (byte) (0xc0 | unit >> 6);
            target[at + 1] = (byte) (0x80 | unit & 0x3f);
            return at + 2;
        }
        target[at] = (byte) (0xe0 | unit >> 12);
        target[at + 1] = (byte) (0x80 | unit >> 6 & 0x3f);
        target[at + 2] = (byte) (0x80 | unit & 0x3f);
        return at + 3;
    }
}

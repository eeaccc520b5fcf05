package dev.firn.heap.codec;

import dev.firn.heap.CodecException;
import java.util.Arrays;

/// Reads a string of [OrderedText] that is not plain ASCII. Only the one form that the writer gives is accepted, so
/// equal strings stay equal bytes.
public final class TextReader {
    private final byte[] source;
    private final int from;
    private final int to;
    private int at;
    private char[] units;
    private int count;

    /// A reader of the string that begins at index `from` and must end before `to`.
    public TextReader(byte[] source, int from, int to) {
        this.source = source;
        this.from = from;
        this.to = to;
        this.at = from;
        // Most units take one byte: the end of the plain part is a fair first guess, and damage cannot raise it.
        this.units = new char[Math.min(to - from, 64)];
    }

    /// The string, without its end mark.
    public String read() {
        for (int first = next(); first != OrderedText.END; first = next()) {
            append(unit(first));
        }
        return new String(units, 0, count);
    }

    /// The index behind the end mark, after [#read].
    public int end() {
        return at;
    }

    private char unit(int first) {
        if (first == OrderedText.ESCAPE) {
            return escaped();
        }
        if (first < 0x80) {
            return (char) first;
        }
        if (first >= 0xc2 && first < 0xe0) {
            return (char) ((first & 0x1f) << 6 | continuation());
        }
        if (first >= 0xe0 && first < 0xf0) {
            return wide((first & 0x0f) << 12 | continuation() << 6 | continuation());
        }
        throw damaged("the first byte of a character", first);
    }

    private char escaped() {
        int second = next();
        if (second != 1 && second != 2) {
            throw damaged("01 or 02 after the escape 01", second);
        }
        return (char) (second - 1);
    }

    private int continuation() {
        int found = next();
        if ((found & 0xc0) != 0x80) {
            throw damaged("a continuation byte 80..bf", found);
        }
        return found & 0x3f;
    }

    private char wide(int unit) {
        if (unit < 0x800) {
            throw damaged("a three-byte character of at least U+0800", unit);
        }
        return (char) unit;
    }

    private int next() {
        if (at >= to) {
            throw new CodecException(
                    "string: expected the end mark 00 within %d bytes, found none".formatted(to - from));
        }
        return source[at++] & 0xff;
    }

    private void append(char unit) {
        if (count == units.length) {
            units = Arrays.copyOf(units, count * 2);
        }
        units[count++] = unit;
    }

    private CodecException damaged(String expected, int found) {
        return new CodecException(
                "string: expected %s at its byte %d, found %02x".formatted(expected, at - 1 - from, found));
    }
}

package dev.firn.heap.check;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Bytes for people.
final class Text {
    private static final int MOST = 48;

    private Text() {}

    /// As text where they are plain text, else as hexadecimal digits; shortened when they are many.
    static String bytes(byte[] bytes) {
        if (bytes == null) return "the end";
        int length = Math.min(bytes.length, MOST);
        boolean plain = true;
        for (int i = 0; i < length; i++) {
            boolean mark = i == bytes.length - 1 && bytes[i] == 0;
            plain &= mark || bytes[i] >= ' ' && bytes[i] < 0x7f;
        }
        String text =
                plain
                        ? '"' + new String(bytes, 0, length, StandardCharsets.ISO_8859_1) + '"'
                        : "0x" + HexFormat.of().formatHex(bytes, 0, length);
        return length < bytes.length ? text + "... (" + bytes.length + " bytes)" : text.replace("\0\"", "\"");
    }
}

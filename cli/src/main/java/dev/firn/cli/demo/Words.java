package dev.firn.cli.demo;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;

/// Splits text into words: runs of letters, in lower case.
final class Words {
    /// A longer run is data rather than language; the word is its beginning.
    static final int MAX_LETTERS = 64;

    private Words() {}

    /// How often each word is in `utf8`, by word. Bytes that are no UTF-8 end a word.
    static TreeMap<String, Long> count(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        var counts = new TreeMap<String, Long>();
        for (int from = 0; from < text.length(); ) {
            int letter = text.codePointAt(from);
            if (!Character.isLetter(letter)) {
                from += Character.charCount(letter);
                continue;
            }
            int to = endOfWord(text, from);
            counts.merge(word(text, from, to), 1L, Long::sum);
            from = to;
        }
        return counts;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isLetter(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static String word(String text, int from, int to) {
        int letters = text.codePointCount(from, to);
        int end = letters <= MAX_LETTERS ? to : text.offsetByCodePoints(from, MAX_LETTERS);
        return text.substring(from, end).toLowerCase(Locale.ROOT);
    }
}

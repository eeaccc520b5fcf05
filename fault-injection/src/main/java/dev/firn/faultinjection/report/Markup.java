package dev.firn.faultinjection.report;

/// Builds XML text. Whatever is put in as text or attribute is escaped here and nowhere else.
final class Markup {
    private final StringBuilder text = new StringBuilder();

    /// An opening tag; `attributes` are names and values by turns.
    Markup open(String tag, Object... attributes) {
        return tag(tag, attributes, ">");
    }

    /// A tag without content.
    Markup empty(String tag, Object... attributes) {
        return tag(tag, attributes, "/>");
    }

    Markup close(String tag) {
        text.append("</").append(tag).append('>');
        return this;
    }

    /// Text between two tags.
    Markup element(String tag, Object content, Object... attributes) {
        return open(tag, attributes).text(content).close(tag);
    }

    Markup text(Object content) {
        text.append(escaped(String.valueOf(content)));
        return this;
    }

    Markup newline() {
        text.append('\n');
        return this;
    }

    /// Text that is markup already.
    Markup raw(String markup) {
        text.append(markup);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private Markup tag(String tag, Object[] attributes, String end) {
        text.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            text.append(escaped(String.valueOf(attributes[i + 1]))).append('"');
        }
        text.append(end);
        return this;
    }

    /// Characters that XML does not allow at all become question marks.
    static String escaped(String content) {
        var escaped = new StringBuilder(content.length() + 16);
        content.codePoints().forEach(letter -> append(escaped, letter));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int letter) {
        switch (letter) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            case '\t', '\n' -> escaped.append((char) letter);
            default -> escaped.appendCodePoint(isAllowed(letter) ? letter : '?');
        }
    }

    private static boolean isAllowed(int letter) {
        return letter >= ' ' && !(letter >= 0xD800 && letter < 0xE000) && (letter & 0xFFFE) != 0xFFFE && letter != 0x7F;
    }
}

package dev.firn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Parts of a page that programs write, each between two marks: `<!-- name -->` and `<!-- /name -->`.
public final class Sections {
    private static final String MARK = "<!-- ";

    private Sections() {}

    /// Puts `text` between the marks of `name`, which are added at the end where they are missing.
    public static void replace(Path page, String name, String text) throws IOException {
        String begin = MARK + name + " -->\n";
        String end = MARK + "/" + name + " -->";
        String before = Files.readString(page);
        if (!before.contains(begin)) before += "\n" + begin + end + "\n";
        int from = before.indexOf(begin) + begin.length();
        int to = before.indexOf(end, from);
        if (to < 0) throw new IOException(page + " has no " + end);
        Files.writeString(page, before.substring(0, from) + "\n" + text + "\n" + before.substring(to));
    }

    /// Puts `text` before the first mark.
    public static void replaceHead(Path page, String text) throws IOException {
        String before = Files.exists(page) ? Files.readString(page) : "";
        int marked = before.indexOf(MARK);
        Files.writeString(page, marked < 0 ? text : text + "\n" + before.substring(marked));
    }
}

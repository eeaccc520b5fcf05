package dev.firn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A part of the page of results between marks of its own, which only its own benchmark writes.
public final class Section {
    private static final Pattern ANY = Pattern.compile("<!-- (\\w+) -->\\n.*?<!-- /\\1 -->\\n", Pattern.DOTALL);

    private Section() {}

    /// Puts `text` into section `name` of the page, at the end where there is none.
    public static void write(Path page, String name, String text) throws IOException {
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- /" + name + " -->\n";
        String before = Files.readString(page);
        if (!before.contains(begin)) before += "\n" + begin + end;
        int from = before.indexOf(begin) + begin.length();
        Files.writeString(page, before.substring(0, from) + "\n" + text + "\n" + before.substring(before.indexOf(end)));
    }

    /// Writes a page anew, with the sections that it has.
    static void writeAround(Path page, String text) throws IOException {
        var sections = new StringBuilder();
        if (Files.exists(page)) {
            ANY.matcher(Files.readString(page)).results().forEach(found -> sections.append("\n").append(found.group()));
        }
        Files.writeString(page, text + sections);
    }
}

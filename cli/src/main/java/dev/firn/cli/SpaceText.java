package dev.firn.cli;

import dev.firn.heap.StoreMetrics;
import dev.firn.log.SpaceReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A space report as a bar and a table.
final class SpaceText {
    static final int WIDTH = 60;

    private SpaceText() {}

    /// A part of the file.
    private record Part(String name, char mark, long bytes) {}

    static List<String> of(String file, SpaceReport space, StoreMetrics.MemoryUse memory) {
        var parts = parts(space);
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%s: %,d bytes, %.1f %% full", file, space.file(), 100 * space.fill()));
        lines.add("[" + bar(parts, space.file()) + "]");
        for (var part : parts) lines.add(row(part, space.file()));
        var segments = space.segments();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "segments of %,d bytes: %,d free, %,d open, %,d sealed, %,d emptied",
                        segments.bytes(),
                        segments.free(),
                        segments.open(),
                        segments.sealed(),
                        segments.emptied()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "memory while open: %,d bytes of mapping, %,d of old versions",
                        memory.mapping(),
                        memory.versions()));
        return lines;
    }

    private static List<Part> parts(SpaceReport space) {
        return List.of(
                new Part("live", '#', space.live()),
                new Part("garbage", '~', space.garbage()),
                new Part("free", '.', space.free()),
                new Part("overhead", '%', space.overhead()));
    }

    private static String row(Part part, long file) {
        double share = file == 0 ? 0 : 100.0 * part.bytes() / file;
        return String.format(Locale.ROOT, " %c %-10s %,18d  %5.1f %%", part.mark(), part.name(), part.bytes(), share);
    }

    /// Always of the same width: columns that rounding leaves over go to those that lost most by it.
    private static String bar(List<Part> parts, long file) {
        if (file == 0) return " ".repeat(WIDTH);
        var columns = new int[parts.size()];
        for (int part = 0; part < columns.length; part++) columns[part] = (int) exact(parts.get(part), file);
        for (int left = WIDTH - Arrays.stream(columns).sum(); left > 0; left--)
            columns[shortest(parts, columns, file)]++;
        var bar = new StringBuilder();
        for (int part = 0; part < columns.length; part++) {
            bar.append(String.valueOf(parts.get(part).mark()).repeat(columns[part]));
        }
        return bar.toString();
    }

    private static int shortest(List<Part> parts, int[] columns, long file) {
        int shortest = 0;
        for (int part = 1; part < columns.length; part++) {
            if (missing(parts, columns, file, part) > missing(parts, columns, file, shortest)) shortest = part;
        }
        return shortest;
    }

    private static double missing(List<Part> parts, int[] columns, long file, int part) {
        return exact(parts.get(part), file) - columns[part];
    }

    private static double exact(Part part, long file) {
        return (double) part.bytes() * WIDTH / file;
    }
}

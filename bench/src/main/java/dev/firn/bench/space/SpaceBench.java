package dev.firn.bench.space;

import dev.firn.bench.space.Amplification.Plan;
import dev.firn.bench.space.Traffic.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/// What a log of objects writes beside what users write, counted in a real log with all of a store's upkeep. Prints
/// rows in Markdown; `--write FILE` at the end puts them between the marks `<!-- space -->` and `<!-- /space -->` of a
/// page, which are added where they are missing. Progress goes to the error stream.
///
/// `space [KIND KIB FILL ...]`: traffic, segments' size, fills; without them all rows, which takes long. The system
/// properties `firn.bench.warm` and `firn.bench.measured` say how many volumes of live bytes are written, 7 and 5.
public final class SpaceBench {
    private static final String BEGIN = "<!-- space -->\n";
    private static final String END = "<!-- /space -->\n";
    private static final int SEGMENTS = 2048;

    private final StringBuilder text = new StringBuilder();
    private final double warm = Double.parseDouble(System.getProperty("firn.bench.warm", "7"));
    private final double measured = Double.parseDouble(System.getProperty("firn.bench.measured", "5"));

    private SpaceBench() {}

    public static void main(String[] args) throws IOException {
        int rows = args.length > 1 && args[args.length - 2].equals("--write") ? args.length - 2 : args.length;
        var bench = new SpaceBench();
        bench.head();
        if (rows == 0) bench.all();
        else
            for (int i = 2; i < rows; i++)
                bench.row(Kind.valueOf(args[0]), Integer.parseInt(args[1]), Double.parseDouble(args[i]));
        if (rows == args.length) System.out.print(bench.text);
        else replace(Path.of(args[args.length - 1]), bench.text.toString());
    }

    private void head() {
        line(
                "%s; %.1f volumes to warm up, %.1f measured; %d segments, records of 1 KiB, one a commit.%n%n| traffic"
                    + " | segments | fill | goal | data | all | user MiB | frame heads | moved | checkpoints | rest | a"
                    + " checkpoint each | s |%n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
                LocalDate.now(), warm, measured, SEGMENTS);
    }

    /// A log of small segments is refused more than nine tenths.
    private void all() {
        for (double fill : new double[] {0.8, 0.9, 0.95}) row(Kind.ZIPF, 1024, fill);
        for (double fill : new double[] {0.8, 0.9, 0.95}) row(Kind.UNIFORM, 1024, fill);
    }

    private void row(Kind kind, int kib, double fill) {
        var is = Amplification.of(new Plan(kind, fill, SEGMENTS, kib << 10, warm, measured));
        double user = is.user();
        line(
                "| %s | %d KiB | %.1f %% | %s | %.2f | %.2f | %d | %.3f | %.3f | %.3f | %.3f | %.1f segments | %.0f |",
                Reference.name(kind),
                kib,
                100 * is.fill(),
                goal(kind, is.fill()),
                is.ofData(),
                is.ofAll(),
                is.user() >> 20,
                (is.commits() - user) / user,
                is.moved() / user,
                is.checkpoint() / user,
                is.rest() / user,
                (double) is.openings() / Math.max(1, is.checkpoints()),
                is.seconds());
    }

    private static String goal(Kind kind, double fill) {
        if (kind == Kind.UNIFORM) return String.format(Locale.ROOT, "%.2f", 1.03 * ClosedForm.amplification(fill));
        if (fill <= 0.81) return "1.80";
        return fill <= 0.91 ? "2.85" : "5.10";
    }

    private static void replace(Path page, String rows) throws IOException {
        String before = Files.readString(page);
        if (!before.contains(BEGIN)) before += "\n" + BEGIN + END;
        int begin = before.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
                page, before.substring(0, begin) + "\n" + rows + "\n" + before.substring(before.indexOf(END)));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append("\n");
    }
}

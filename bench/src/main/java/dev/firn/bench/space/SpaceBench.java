package dev.firn.bench.space;

import dev.firn.bench.Machine;
import dev.firn.bench.Section;
import dev.firn.bench.space.Amplification.Plan;
import dev.firn.bench.space.Traffic.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// What a log of objects writes beside what users write, counted in a real log with all of a store's upkeep. Prints
/// rows in Markdown; `--write FILE` at the end puts them into the section `space` of a page. Progress goes to the error
/// stream.
///
/// `space [KIND KIB FILL ...]`: traffic, segments' size, fills; without them all rows, which takes long. The system
/// properties `firn.bench.warm` and `firn.bench.measured` say how many volumes of live bytes are written, 8 and 5, and
/// `firn.bench.segments` how many segments there are, 2048.
public final class SpaceBench {
    private static final int KIB = 512;

    private final StringBuilder text = new StringBuilder();
    private final double warm = Double.parseDouble(System.getProperty("firn.bench.warm", "8"));
    private final double measured = Double.parseDouble(System.getProperty("firn.bench.measured", "5"));
    private final int segments = Integer.getInteger("firn.bench.segments", 2048);

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
        else Section.write(Path.of(args[args.length - 1]), "space", bench.text.toString());
    }

    private void head() {
        line(
                """
                Written by `./firn bench space`: %s; %d segments in memory, records of 1 KiB, one a commit, one stripe, written anew
                %.1f times before counting and %.1f times while.

                *fill*: all that is live, of that *data*: users' records. *free*: kept free, mean. *WA*: frames of users and of the
                cleaner for a byte of users' frames. *simulated*: the same policy on numbers, with what a store adds, 128 records a
                segment. *closed*: the closed form for uniform traffic at this fill, and at the fill without what is kept free and
                without ends of segments. Further columns are bytes for a byte of users' records: frame heads of users, copies,
                checkpoints, digests, ends and heads of segments, and everything.

                | traffic | segments | fill | data | free | **WA** | goal | simulated | closed | heads | copies | checkpoints | digests | ends | all | a checkpoint each | s |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\
                """,
                Machine.name() + "; load " + Machine.load(), segments, warm, measured);
    }

    private void all() {
        for (double fill : new double[] {0.8, 0.9, 0.95}) row(Kind.ZIPF, KIB, fill);
        for (double fill : new double[] {0.8, 0.9}) row(Kind.UNIFORM, KIB, fill);
    }

    private void row(Kind kind, int kib, double fill) {
        var is = RecordRun.of(new Plan(kind, fill, segments, kib << 10, warm, measured));
        var bytes = is.bytes();
        double user = bytes.user();
        line(
                "| %s | %d x %d KiB | %.1f %% | %.1f %% | %.2f %% | **%.2f** | %s | %.2f | %s"
                        + " | %.3f | %.3f | %.3f | %.3f | %.3f | %.2f | %.1f segments | %.0f |",
                Reference.name(kind),
                segments,
                kib,
                100 * is.fill().live(),
                100 * is.fill().data(),
                100 * is.fill().free(),
                is.ofData(),
                goal(kind, fill),
                SimulationTable.stored(kind, fill),
                closed(kind, is),
                (bytes.commits() - user) / user,
                bytes.moved() / user,
                bytes.checkpoint() / user,
                bytes.digests() / user,
                bytes.ends() / user,
                is.ofAll(),
                (double) is.openings() / Math.max(1, is.checkpoints()),
                is.seconds());
    }

    private static String closed(Kind kind, Amplification is) {
        if (kind != Kind.UNIFORM) return "";
        double atFill = ClosedForm.amplification(is.fill().live());
        return String.format(Locale.ROOT, "%.2f, %.2f", atFill, ClosedForm.amplification(is.fillOfRest()));
    }

    private static String goal(Kind kind, double fill) {
        if (kind == Kind.UNIFORM) return "";
        if (fill <= 0.81) return "1.80";
        return fill <= 0.91 ? "2.85" : "5.10";
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append("\n");
    }
}

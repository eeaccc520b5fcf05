package dev.firn.bench.restart;

import dev.firn.bench.Machine;
import dev.firn.bench.Places;
import dev.firn.bench.Section;
import dev.firn.recovery.RecoveryReport;
import dev.firn.recovery.ScanMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// How long it takes until a store serves again after a kill, in memory. Prints rows in Markdown; `--write FILE` puts
/// them into section `restart` of a page. `restart [GIB ...]`: the sizes of the stores, 1 and 8 without. Progress goes
/// to the error stream.
public final class RestartBench {
    private static final int TIMES = Integer.getInteger("firn.bench.times", 15);
    private static final int WARM = Integer.getInteger("firn.bench.warm", 60);
    private static final int COLD = 5;
    private static final long MILLION = 1_000_000;

    private final StringBuilder text = new StringBuilder();

    private RestartBench() {}

    public static void main(String[] args) throws Exception {
        boolean writes = args.length > 1 && args[args.length - 2].equals("--write");
        int sizes = writes ? args.length - 2 : args.length;
        var bench = new RestartBench();
        bench.head();
        for (int i = 0; i < sizes; i++) bench.killed(Integer.parseInt(args[i]));
        if (sizes == 0) for (int gib : new int[] {1, 8}) bench.killed(gib);
        bench.million();
        for (boolean overwrites : new boolean[] {false, true}) bench.rebuilt(overwrites);
        bench.line("%nLoad in the end: %s.", Machine.load());
        if (writes) Section.write(Path.of(args[args.length - 1]), "restart", bench.text.toString());
        else System.out.print(bench.text);
    }

    private void head() {
        line(
                "## Openings after a kill%n%nWritten by `./firn bench restart`; %s; load %s when it began. Milliseconds"
                        + " of %d openings after %d to warm up; `cpu` is the mean of all threads, the"
                        + " compiler's and the collector's too.%n%n| what | goal | best | median | cpu | read"
                        + " |%n|---|---:|---:|---:|---:|---|",
                Machine.name(), Machine.load(), TIMES, WARM);
    }

    private void killed(int gib) throws Exception {
        var folder = Places.memory();
        try {
            var file = folder.resolve("store");
            KilledStore.make(file, (long) gib << 30);
            var last = new RecoveryReport[1];
            var warm =
                    Timing.of(
                            WARM,
                            TIMES,
                            () -> {
                                var opened = FirstCommit.in(file);
                                last[0] = opened.report();
                                return opened;
                            });
            line(
                    "| first durable commit after kill -9, %d GiB of records, file of %.1f GiB | 25 | %s | %s |",
                    gib, Files.size(file) / (double) (1L << 30), warm.cells(), read(last[0]));
            cold(gib, file);
        } finally {
            Places.delete(folder);
        }
    }

    private void cold(int gib, Path file) throws IOException, InterruptedException {
        long best = Long.MAX_VALUE;
        double bestOpening = Double.MAX_VALUE;
        for (int i = 0; i < COLD; i++) {
            var process = Child.start(FirstCommit.class, file.toString());
            var said = process.inputReader().readLine().split(" ");
            process.waitFor();
            best = Math.min(best, Long.parseLong(said[0]));
            bestOpening = Math.min(bestOpening, Double.parseDouble(said[1]));
        }
        line(
                "| the same in a new JVM, %d GiB: from its start; from `Store.open` %.0f | | %d | | | |",
                gib, bestOpening, best);
    }

    private void million() throws Exception {
        measured("10^6 records of 100 B, all of them read", "100", MILLION, 100, false, ScanMode.VERIFIED);
    }

    private void rebuilt(boolean overwrites) throws Exception {
        String what = "a GiB of records of 1 KiB, written " + (overwrites ? "at random" : "once, in order");
        long records = (1L << 30) / 1024;
        measured(what + ", every checksum", "300", records, 1024, overwrites, ScanMode.VERIFIED);
        measured(what + ", by digests", "60", records, 1024, overwrites, ScanMode.DIGESTS);
    }

    private void measured(String what, String goal, long records, int bytes, boolean overwrites, ScanMode mode)
            throws Exception {
        var folder = Places.memory();
        try {
            var file = folder.resolve("log");
            FullLog.make(file, records, bytes, overwrites);
            var last = new RecoveryReport[1];
            line("| %s | %s | %s | %s |", what, goal, timing(file, mode, last).cells(), read(last[0]));
            var cold = new double[COLD];
            for (int i = 0; i < COLD; i++) cold[i] = coldly(file, mode);
            Arrays.sort(cold);
            line("| the same in a new JVM, from the opening on | | %.0f | %.0f | | |", cold[0], cold[COLD / 2]);
        } finally {
            Places.delete(folder);
        }
    }

    private static Timing timing(Path file, ScanMode mode, RecoveryReport[] last) throws Exception {
        try (var log = FullLog.in(file)) {
            return Timing.of(
                    WARM,
                    TIMES,
                    () -> {
                        last[0] = log.open(mode);
                        return () -> {};
                    });
        }
    }

    private static double coldly(Path file, ScanMode mode) throws IOException, InterruptedException {
        var process = Child.start(FullLog.class, file.toString(), mode.name());
        double millis = Double.parseDouble(process.inputReader().readLine());
        process.waitFor();
        return millis;
    }

    private static String read(RecoveryReport report) {
        return String.format(
                Locale.ROOT,
                "%.1f MiB, %d records, %d of %d segments, %d digests",
                report.bytesRead() / (double) (1 << 20),
                report.records(),
                report.segmentsRead(),
                report.segments(),
                report.digests());
    }

    private void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.err.println(line);
        text.append(line).append("\n");
    }
}

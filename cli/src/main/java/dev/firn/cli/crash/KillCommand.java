package dev.firn.cli.crash;

import dev.firn.cli.Json;
import dev.firn.cli.UsageException;
import dev.firn.faultinjection.kill.KillCampaign;
import dev.firn.faultinjection.kill.KillOptions;
import dev.firn.faultinjection.kill.KillReport;
import dev.firn.faultinjection.kill.QuickJvm;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firn crash kill`: kills a process that fills a store.
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        header = "Kills a process that fills a store, with SIGKILL, again and again, and judges what it leaves.",
        description = {
            "",
            "Several threads change two maps in transactions, with large values, deletes and a growing file, and "
                    + "acknowledge each transaction over a pipe when it is durable. The process is killed at work, "
                    + "while it recovers, and while it closes. Then every acknowledged transaction must be there, "
                    + "every other one wholly or not at all, and nothing else.",
            "",
            "The operating system lives on, so this says nothing about power cuts: see explore and blocks.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn crash kill --count 1000",
            "  firn crash kill --mode emulated --dir /dev/shm",
            "  firn crash kill --json --seed 7"
        })
final class KillCommand implements Callable<Integer> {
    /// Short lives, and many: most of what a kill can hit is in opening and in the first few commits.
    private static final int MOST_ACKNOWLEDGEMENTS = 60;

    @Option(names = "--count", paramLabel = "N", defaultValue = "200", description = "Kills (${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--dir", paramLabel = "D", description = "Where the stores are made (the temporary folder).")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = {"--mode", "--backend"},
            paramLabel = "NAME",
            defaultValue = WorkStore.ANY_BACKEND,
            description = "A persist back-end (see 'firn explain'); the best one is chosen otherwise.")
    private String mode;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the moments and the work of an earlier run.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "3",
            description = "Threads of a process (${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            description = "Stores that are worked on side by side (as many as processors, 4 at most).")
    private Optional<Integer> lanes = Optional.empty();

    @Option(
            names = "--kills-per-store",
            paramLabel = "N",
            defaultValue = "15",
            description = "After so many a new store is made (${DEFAULT-VALUE}).")
    private int killsPerStore;

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requirePositive("--count", count);
        requirePositive("--threads", threads);
        requirePositive("--kills-per-store", killsPerStore);
        lanes.ifPresent(value -> requirePositive("--lanes", value));
        try (var _ = new Cancelling();
                var scratch = Scratch.in(folder)) {
            KillReport report = run(scratch);
            if (!report.violations().isEmpty()) scratch.keep();
            say(report);
            return report.violations().isEmpty() ? 0 : 1;
        }
    }

    private KillReport run(Scratch scratch) throws IOException {
        long theSeed = seed.orElseGet(() -> new Random().nextLong(1_000_000));
        QuickJvm jvm = jvm(scratch.folder());
        var options =
                KillOptions.defaults()
                        .withKills(count)
                        .withMostAcknowledgements(MOST_ACKNOWLEDGEMENTS)
                        .withSeed(theSeed)
                        .withLanes(
                                Math.min(count, lanes.orElse(Math.min(4, Runtime.getRuntime().availableProcessors()))));
        try (Meter meter = Meter.of(spec.commandLine().getErr(), json, "kills")) {
            return KillCampaign.run(
                    lane ->
                            new StoreSubject(
                                    new StoreSubject.Setup(
                                            jvm,
                                            scratch.folder(),
                                            "lane-" + lane,
                                            mode,
                                            threads,
                                            killsPerStore,
                                            theSeed * 1_000_003 + lane * 1_000L)),
                    options,
                    (kills, acknowledged) -> meter.at(kills, count, acknowledged + " acknowledged"),
                    scratch.folder().resolve("errors.txt"));
        }
    }

    private QuickJvm jvm(Path scratch) throws IOException {
        var options = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx128m"));
        // With the first compiler alone a process starts sooner; but JDK 25's crashes there where it flushes lines.
        if (!backend(scratch).equals("jdk")) options.add("-XX:TieredStopAtLevel=1");
        var task = new KillWorker.Task(mode, scratch.resolve("training.firn"), 1, 40, new long[threads]);
        return QuickJvm.prepare(scratch, options, KillWorker.class.getName(), task.arguments());
    }

    private String backend(Path scratch) {
        if (!mode.equals(WorkStore.ANY_BACKEND)) return mode;
        return Regions.explain(scratch.resolve("backend"), RegionOptions.defaults()).backend();
    }

    private void say(KillReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) Json.print(out, Result.of(report, mode));
        else lines(report).forEach(out::println);
        out.flush();
    }

    private List<String> lines(KillReport r) {
        var lines = new ArrayList<String>();
        if (r.cancelled()) lines.add("Cancelled; what was done until then:");
        lines.add(
                r.violations().isEmpty()
                        ? "Nothing was lost: every promise was kept after each of %,d kills.".formatted(r.kills())
                        : "BROKEN after %,d kills:".formatted(r.kills()));
        r.violations().forEach(violation -> lines.add("  " + violation));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %,d at work, %,d while opening, %,d while closing; %,d acknowledged; %.1f kills/s (%d s);"
                                + " seed %d",
                        r.killsWorking(),
                        r.killsOpening(),
                        r.killsClosing(),
                        r.acknowledgements(),
                        r.killsPerSecond(),
                        r.elapsed().toSeconds(),
                        r.seed()));
        return lines;
    }

    static void requirePositive(String option, int value) {
        if (value < 1) throw new UsageException("%s must be positive: %d".formatted(option, value));
    }

    /// The report for programs.
    record Result(
            List<String> violations,
            int kills,
            int killsOpening,
            int killsWorking,
            int killsClosing,
            long acknowledgements,
            double seconds,
            double killsPerSecond,
            String mode,
            long seed,
            boolean cancelled) {
        static Result of(KillReport r, String mode) {
            return new Result(
                    r.violations(),
                    r.kills(),
                    r.killsOpening(),
                    r.killsWorking(),
                    r.killsClosing(),
                    r.acknowledgements(),
                    r.elapsed().toMillis() / 1e3,
                    Math.round(r.killsPerSecond() * 100) / 100.0,
                    mode,
                    r.seed(),
                    r.cancelled());
        }
    }
}

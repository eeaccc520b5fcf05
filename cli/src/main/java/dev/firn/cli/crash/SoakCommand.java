package dev.firn.cli.crash;

import dev.firn.cli.Json;
import dev.firn.faultinjection.kill.KillCampaign;
import dev.firn.faultinjection.kill.KillOptions;
import dev.firn.faultinjection.kill.KillReport;
import dev.firn.faultinjection.kill.QuickJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

/// `firn crash soak`: kills a process that works on a full store, for as long as one likes.
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        header = "Kills a process that works on a store at 95 %% of what it takes, again and again.",
        description = {
            "",
            "A store of bounded size is filled until it takes no more, and emptied by a twentieth. A process then"
                + " changes it at random, so that segments are cleaned and checkpoints are made all the time, and is"
                + " killed. After each kill the store is checked, opened and compared with all that was acknowledged.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn crash soak --minutes 60",
            "  firn crash soak --mode emulated --dir /dev/shm"
        })
final class SoakCommand implements Callable<Integer> {
    private static final int KILLS_A_ROUND = 10;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "10", description = "How long (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--mib",
            paramLabel = "N",
            defaultValue = "64",
            description = "The store's size (${DEFAULT-VALUE}).")
    private int mib;

    @Option(names = "--dir", paramLabel = "D", description = "Where the store is made (the temporary folder).")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = {"--mode", "--backend"},
            paramLabel = "NAME",
            defaultValue = WorkStore.ANY_BACKEND,
            description = "A persist back-end (see 'firn explain'); the best one is chosen otherwise.")
    private String mode;

    @Option(
            names = "--commits",
            paramLabel = "N",
            defaultValue = "4000",
            description = "The most commits that a process lives for (${DEFAULT-VALUE}).")
    private int commits;

    @Option(
            names = "--percent",
            paramLabel = "N",
            defaultValue = "100",
            description = "The part of the file that values may have, if the store takes as much (${DEFAULT-VALUE}).")
    private int percent;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the moments and the work of an earlier run.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        KillCommand.requirePositive("--mib", mib);
        KillCommand.requirePositive("--commits", commits);
        try (var _ = new Cancelling();
                var scratch = Scratch.in(folder)) {
            Result result = run(scratch);
            if (!result.violations().isEmpty()) scratch.keep();
            say(result);
            return result.violations().isEmpty() ? 0 : 1;
        }
    }

    private Result run(Scratch scratch) throws IOException {
        long theSeed = seed.orElseGet(() -> new Random().nextLong(1_000_000));
        var options = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m"));
        long bytes = (long) mib << 20;
        Path file = scratch.folder().resolve("soak.firn");
        Path training = scratch.folder().resolve("training.firn");
        var task = List.of(mode, training.toString(), Long.toString(8 << 20), "1", "50", "200");
        QuickJvm jvm = QuickJvm.prepare(scratch.folder(), options, SoakWorker.class.getName(), task);
        var subject = new SoakSubject(jvm, file, mode, bytes, theSeed, percent);
        var sum = new Result(theSeed, subject.keys());
        long until = System.nanoTime() + (long) (minutes * 6e10);
        for (int round = 0; sum.goesOn() && System.nanoTime() < until; round++) {
            var how =
                    KillOptions.defaults()
                            .withKills(KILLS_A_ROUND)
                            .withMostAcknowledgements(commits)
                            .withPatience(Duration.ofMinutes(1))
                            .withSeed(theSeed + round);
            sum =
                    sum.plus(
                            KillCampaign.run(_ -> subject, how, (_, _) -> {}, scratch.folder().resolve("errors.txt")),
                            subject.use());
            if (!json) meter(sum);
        }
        return sum;
    }

    private void meter(Result sum) {
        spec.commandLine().getErr().println(line(sum));
        spec.commandLine().getErr().flush();
    }

    private void say(Result result) {
        var out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, result);
        } else {
            out.println(result.violations().isEmpty() ? "Nothing was lost." : "BROKEN:");
            result.violations().forEach(violation -> out.println("  " + violation));
            out.println(line(result));
        }
        out.flush();
    }

    private static String line(Result r) {
        return String.format(
                Locale.ROOT,
                "  %,d kills (%,d opening, %,d closing), %,d commits, %,d refused, %,d segments opened, %,d MiB copied,"
                        + " %,d MiB of checkpoints, %,d s; %,d keys, seed %d",
                r.kills,
                r.killsOpening,
                r.killsClosing,
                r.commits,
                r.refused,
                r.segmentsOpened,
                r.movedBytes >> 20,
                r.checkpointBytes >> 20,
                (long) r.seconds,
                r.keys,
                r.seed);
    }

    /// The report for programs.
    record Result(
            List<String> violations,
            int kills,
            int killsOpening,
            int killsWorking,
            int killsClosing,
            long commits,
            long refused,
            long segmentsOpened,
            long movedBytes,
            long checkpointBytes,
            double seconds,
            int keys,
            long seed,
            boolean cancelled) {
        Result(long seed, int keys) {
            this(List.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, keys, seed, false);
        }

        boolean goesOn() {
            return violations.isEmpty() && !cancelled;
        }

        Result plus(KillReport r, long[] use) {
            return new Result(
                    r.violations(),
                    kills + r.kills(),
                    killsOpening + r.killsOpening(),
                    killsWorking + r.killsWorking(),
                    killsClosing + r.killsClosing(),
                    commits + r.acknowledgements(),
                    use[3],
                    use[0],
                    use[1],
                    use[2],
                    seconds + r.elapsed().toMillis() / 1e3,
                    keys,
                    seed,
                    r.cancelled());
        }
    }
}

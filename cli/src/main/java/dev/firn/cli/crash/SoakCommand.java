package dev.firn.cli.crash;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.firn.cli.UsageException;
import dev.firn.faultinjection.kill.KillCampaign;
import dev.firn.faultinjection.kill.KillOptions;
import dev.firn.faultinjection.kill.KillReport;
import dev.firn.faultinjection.kill.QuickJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "10", description = "How long (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--mib",
            paramLabel = "N",
            defaultValue = "64",
            description = "The store's size (${DEFAULT-VALUE}).")
    private int mib;

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

    @Mixin private Killing killing;

    @Override
    public Integer call() throws IOException {
        KillCommand.requirePositive("--mib", mib);
        KillCommand.requirePositive("--commits", commits);
        if (!(minutes > 0)) throw new UsageException("--minutes must be positive: " + minutes);
        return killing.run(this::run);
    }

    private Killing.Outcome run(Killing.Place place) throws IOException {
        killing.tell("Filling a store of up to %,d MiB in %s".formatted(mib, place.stores()));
        QuickJvm jvm = jvm(place);
        long bytes = (long) mib << 20;
        var subject =
                new SoakSubject(jvm, place.stores().resolve("soak.firn"), place.mode(), bytes, place.seed(), percent);
        killing.tell(
                "It has %,d keys. Processes work on it and are killed, for %s minutes (seed %d)."
                        .formatted(subject.keys(), minutes, place.seed()));
        KillReport report = soak(place, subject);
        return new Killing.Outcome(report, Result.of(report, subject, place.mode()), line(report, subject));
    }

    private static QuickJvm jvm(Killing.Place place) throws IOException {
        var options = List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m");
        String training = place.tools().resolve("training.firn").toString();
        var task = List.of(place.mode(), training, Long.toString(8 << 20), "1", "50", "200");
        return QuickJvm.prepare(place.tools(), options, SoakWorker.class.getName(), task);
    }

    private KillReport soak(Killing.Place place, SoakSubject subject) throws IOException {
        var time = Duration.ofMillis((long) (minutes * 60_000));
        var options =
                KillOptions.defaults()
                        .withKills(Integer.MAX_VALUE)
                        .withTime(time)
                        .withMostAcknowledgements(commits)
                        .withPatience(PATIENCE)
                        .withSeed(place.seed());
        long startedAt = System.nanoTime();
        try (Meter meter = killing.meter("seconds")) {
            return KillCampaign.run(
                    _ -> subject,
                    options,
                    (kills, commits) ->
                            meter.at(
                                    (System.nanoTime() - startedAt) / 1_000_000_000,
                                    time.toSeconds(),
                                    String.format(Locale.ROOT, "%,d kills, %,d commits", kills, commits)),
                    place.tools().resolve("errors.txt"));
        }
    }

    private static String line(KillReport r, SoakSubject subject) {
        var use = subject.use();
        return String.format(
                Locale.ROOT,
                "%,d while opening, %,d while closing; %,d commits, %,d refused, %,d segments opened, %,d MiB copied,"
                        + " %,d MiB of checkpoints, %,d s; %,d keys, seed %d",
                r.killsOpening(),
                r.killsClosing(),
                r.acknowledgements(),
                use.refused(),
                use.segmentsOpened(),
                use.movedBytes() >> 20,
                use.checkpointBytes() >> 20,
                r.elapsed().toSeconds(),
                subject.keys(),
                r.seed());
    }

    /// The report for programs.
    record Result(@JsonUnwrapped KillView kills, @JsonUnwrapped SoakSubject.Use use, int keys) {
        static Result of(KillReport report, SoakSubject subject, String mode) {
            return new Result(KillView.of(report, mode), subject.use(), subject.keys());
        }
    }
}

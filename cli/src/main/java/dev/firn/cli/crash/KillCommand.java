package dev.firn.cli.crash;

import dev.firn.cli.UsageException;
import dev.firn.faultinjection.kill.KillCampaign;
import dev.firn.faultinjection.kill.KillOptions;
import dev.firn.faultinjection.kill.KillReport;
import dev.firn.faultinjection.kill.QuickJvm;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin private Killing killing;

    @Override
    public Integer call() throws IOException {
        requirePositive("--count", count);
        requirePositive("--threads", threads);
        requirePositive("--kills-per-store", killsPerStore);
        lanes.ifPresent(value -> requirePositive("--lanes", value));
        return killing.run(this::run);
    }

    private Killing.Outcome run(Killing.Place place) throws IOException {
        QuickJvm jvm = jvm(place);
        var options =
                KillOptions.defaults()
                        .withKills(count)
                        .withMostAcknowledgements(MOST_ACKNOWLEDGEMENTS)
                        .withSeed(place.seed())
                        .withLanes(
                                Math.min(count, lanes.orElse(Math.min(4, Runtime.getRuntime().availableProcessors()))));
        try (Meter meter = killing.meter("kills")) {
            KillReport report =
                    KillCampaign.run(
                            lane -> subject(place, jvm, lane),
                            options,
                            (kills, acknowledged) -> meter.at(kills, count, acknowledged + " acknowledged"),
                            place.tools().resolve("errors.txt"));
            return new Killing.Outcome(report, KillView.of(report, place.mode()), line(report));
        }
    }

    private StoreSubject subject(Killing.Place place, QuickJvm jvm, int lane) {
        return new StoreSubject(
                new StoreSubject.Setup(
                        jvm,
                        place.stores(),
                        "lane-" + lane,
                        place.mode(),
                        threads,
                        killsPerStore,
                        place.seed() * 1_000_003 + lane * 1_000L));
    }

    private QuickJvm jvm(Killing.Place place) throws IOException {
        var options = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx128m"));
        // With the first compiler alone a process starts sooner; but JDK 25's crashes there where it flushes lines.
        if (!backend(place).equals("jdk")) options.add("-XX:TieredStopAtLevel=1");
        var task = new KillWorker.Task(place.mode(), place.tools().resolve("training.firn"), 1, 40, new long[threads]);
        return QuickJvm.prepare(place.tools(), options, KillWorker.class.getName(), task.arguments());
    }

    private static String backend(Killing.Place place) {
        if (!place.mode().equals(WorkStore.ANY_BACKEND)) return place.mode();
        return Regions.explain(place.stores().resolve("backend"), RegionOptions.defaults()).backend();
    }

    private static String line(KillReport r) {
        return String.format(
                Locale.ROOT,
                "%,d at work, %,d while opening, %,d while closing; %,d acknowledged; %.1f kills/s (%d s); seed %d",
                r.killsWorking(),
                r.killsOpening(),
                r.killsClosing(),
                r.acknowledgements(),
                r.killsPerSecond(),
                r.elapsed().toSeconds(),
                r.seed());
    }

    static void requirePositive(String option, int value) {
        if (value < 1) throw new UsageException("%s must be positive: %d".formatted(option, value));
    }
}

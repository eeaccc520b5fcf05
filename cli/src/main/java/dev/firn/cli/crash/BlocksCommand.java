package dev.firn.cli.crash;

import dev.firn.cli.FailedException;
import dev.firn.cli.Json;
import dev.firn.faultinjection.blocks.BlockCampaign;
import dev.firn.faultinjection.blocks.BlockOptions;
import dev.firn.faultinjection.blocks.BlockReport;
import dev.firn.faultinjection.blocks.BlockRigException;
import dev.firn.faultinjection.blocks.BlockTools;
import dev.firn.faultinjection.blocks.FileSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firn crash blocks`: cuts the power of a device below a store's file system.
@Command(
        name = "blocks",
        mixinStandardHelpOptions = true,
        header = "Cuts the power of a device below a store's file system, and judges what is left (Linux, root).",
        description = {
            "",
            "A store works on a file system on a device that logs each write and FLUSH. From the log come images of the"
                + " device as a power cut could have left it: right after each FLUSH, and anywhere between, with writes"
                + " lost, kept and torn at sectors of 512 bytes as a volatile write cache may. Each image is mounted,"
                + " and the store in it recovered and judged.",
            "",
            "--control leaves out the store's drains. Losses must be found then, and exit code 0 means they were.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn crash blocks --cuts 100",
            "  firn crash blocks --cuts 1000 --fs xfs --json",
            "  firn crash blocks --control --cuts 50"
        })
final class BlocksCommand implements Callable<Integer> {
    private static final Path MEMORY = Path.of("/dev/shm");

    @Option(names = "--cuts", paramLabel = "N", defaultValue = "200", description = "Power cuts (${DEFAULT-VALUE}).")
    private int cuts;

    @Option(
            names = "--fs",
            paramLabel = "NAME",
            defaultValue = "ext4",
            description = "The file system: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private FileSystem fileSystem;

    @Option(names = "--dir", paramLabel = "D", description = "Where images and logs are kept (/dev/shm, if there).")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the choices of an earlier run.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--control", description = "Leaves out the store's drains: losses must be found.")
    private boolean control;

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        KillCommand.requirePositive("--cuts", cuts);
        BlockTools.missing(fileSystem)
                .ifPresent(what -> {
                    throw new FailedException("power cuts of a device cannot be tried here: " + what);
                });
        try (var _ = new Cancelling()) {
            BlockReport report = run();
            say(report);
            return (report.broken() > 0) == control ? 0 : 1;
        } catch (BlockRigException e) {
            throw new FailedException("power cuts of a device cannot be tried here: " + e.getMessage(), e);
        }
    }

    private BlockReport run() throws IOException {
        long theSeed = seed.orElseGet(() -> new Random().nextLong(1_000_000));
        var scriptSeed = new AtomicLong(theSeed * 1_000_003);
        Path scratch = folder.orElse(Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir")));
        var options = BlockOptions.defaults(scratch).withCuts(cuts).withFileSystem(fileSystem).withSeed(theSeed);
        try (Meter meter = Meter.of(spec.commandLine().getErr(), json, "cuts")) {
            return BlockCampaign.run(
                    () -> new StoreBlocks(new Script(scriptSeed.getAndIncrement()), !control),
                    options,
                    (done, broken) -> meter.at(done, cuts, broken + " broken"));
        }
    }

    private void say(BlockReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) Json.print(out, Result.of(report, control));
        else lines(report).forEach(out::println);
        out.flush();
    }

    private List<String> lines(BlockReport r) {
        var lines = new ArrayList<String>();
        if (r.cancelled()) lines.add("Cancelled; what was done until then:");
        lines.add(verdict(r));
        r.violations().forEach(violation -> lines.add("  " + violation));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %s, %,d runs, %,d log entries, %,d FLUSHes; %,d cuts right after a FLUSH; %.1f writes in the"
                                + " cache at a cut; %,d file systems repaired; %.1f cuts/s (%d s in all); seed %d",
                        r.fileSystem(),
                        r.runs(),
                        r.entries(),
                        r.flushes(),
                        r.cutsAtFlush(),
                        r.cachedWrites(),
                        r.repaired(),
                        r.cutsPerSecond(),
                        r.elapsed().toSeconds(),
                        r.seed()));
        return lines;
    }

    private String verdict(BlockReport r) {
        if (control) {
            return r.broken() > 0
                    ? "Without drains %,d of %,d power cuts broke a promise, as they must."
                            .formatted(r.broken(), r.cuts())
                    : "BLIND: without drains %,d power cuts broke no promise.".formatted(r.cuts());
        }
        return r.broken() == 0
                ? "Nothing was lost: every promise was kept after each of %,d power cuts.".formatted(r.cuts())
                : "BROKEN after %,d of %,d power cuts:".formatted(r.broken(), r.cuts());
    }

    /// The report for programs.
    record Result(
            List<String> violations,
            int broken,
            int cuts,
            int cutsAtFlush,
            int repaired,
            int runs,
            long entries,
            long flushes,
            double cachedWrites,
            double seconds,
            double cutsPerSecond,
            String fileSystem,
            boolean control,
            long seed,
            boolean cancelled) {
        static Result of(BlockReport r, boolean control) {
            return new Result(
                    r.violations(),
                    r.broken(),
                    r.cuts(),
                    r.cutsAtFlush(),
                    r.repaired(),
                    r.runs(),
                    r.entries(),
                    r.flushes(),
                    Math.round(r.cachedWrites() * 100) / 100.0,
                    r.elapsed().toMillis() / 1e3,
                    Math.round(r.cutsPerSecond() * 100) / 100.0,
                    r.fileSystem().toString(),
                    control,
                    r.seed(),
                    r.cancelled());
        }
    }
}

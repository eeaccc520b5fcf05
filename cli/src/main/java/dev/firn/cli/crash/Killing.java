package dev.firn.cli.crash;

import dev.firn.cli.Json;
import dev.firn.faultinjection.kill.KillReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What the commands that kill processes are told in the same words, and how they report.
final class Killing {
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

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /// What a campaign works with.
    ///
    /// @param stores the folder of the stores and of nothing else: there may be little room
    /// @param tools a folder for what starts processes, and what they complain of
    record Place(Path stores, Path tools, String mode, long seed) {}

    /// What a campaign has to say.
    ///
    /// @param json for programs
    /// @param line for people, below the verdict
    record Outcome(KillReport report, Object json, String line) {}

    /// A campaign; an interrupt ends it soon.
    interface Campaign {
        Outcome run(Place place) throws IOException;
    }

    /// Runs it where the user wants it, and says what comes out; returns the exit code. What it made goes away, unless
    /// a promise was broken.
    int run(Campaign campaign) throws IOException {
        try (var _ = new Cancelling();
                var stores = Scratch.in(folder);
                var tools = Scratch.in(Optional.empty())) {
            long theSeed = seed.orElseGet(() -> new Random().nextLong(1_000_000));
            var outcome = campaign.run(new Place(stores.folder(), tools.folder(), mode, theSeed));
            boolean isKept = outcome.report().violations().isEmpty();
            if (!isKept) {
                stores.keep();
                tools.keep();
            }
            say(outcome);
            return isKept ? 0 : 1;
        }
    }

    Meter meter(String unit) {
        return Meter.of(spec.commandLine().getErr(), json, unit);
    }

    /// Says on the way what is being done; not to programs.
    void tell(String line) {
        if (json) return;
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private void say(Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) Json.print(out, outcome.json());
        else say(out, outcome.report(), outcome.line());
        out.flush();
    }

    private static void say(PrintWriter out, KillReport report, String line) {
        if (report.cancelled()) out.println("Cancelled; what was done until then:");
        out.println(
                report.violations().isEmpty()
                        ? "Nothing was lost: every promise was kept after each of %,d kills.".formatted(report.kills())
                        : "BROKEN after %,d kills:".formatted(report.kills()));
        report.violations().forEach(violation -> out.println("  " + violation));
        out.println("  " + line);
    }
}

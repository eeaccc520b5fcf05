package dev.firn.cli.demo;

import dev.firn.cli.FailedException;
import dev.firn.cli.Json;
import dev.firn.cli.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firn demo`: counts words in a child process that is killed now and then, and proves that nothing is lost.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Counts the words of real text into a store, is killed again and again, and loses nothing.",
        description = {
            "",
            "Each file is one transaction on a sorted map of words, in a child process. The child is killed with "
                    + "SIGKILL at random moments; after each kill the store must hold exactly the files that were "
                    + "acknowledged. The one under way may be in it wholly, or not at all.",
            "",
            "Exit code 1 if anything is lost.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn demo                                the sources of this JDK, 10 kills",
            "  firn demo --kills 50 --input ~/books     text of your own, and more kills",
            "  firn demo --store words.firn             keeps the store, to look into it:",
            "  firn scan words.firn words --limit 5"
        })
public final class DemoCommand implements Callable<Integer> {
    static final int STANDARD_FILES = 2500;

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files, folders and zips to count (default: the sources of the running JDK).")
    private List<Path> input = List.of();

    @Option(
            names = "--files",
            paramLabel = "N",
            description = "Counts no more than N files (default: " + STANDARD_FILES + " of the JDK's, all of --input).")
    private Optional<Integer> files = Optional.empty();

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often the child is killed (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Where the store is made, and stays (default: a temporary file, deleted at the end).")
    private Optional<Path> store = Optional.empty();

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "Forces a persist back-end (see 'firn explain'); the best one is chosen otherwise.")
    private Optional<String> backend = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the random choices of an earlier run.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (kills < 0) throw new UsageException("--kills must not be negative: " + kills);
        if (files.isPresent() && files.get() < 1) throw new UsageException("--files must be positive: " + files.get());
        try (Corpus corpus = corpus();
                Place place = Place.of(store)) {
            if (corpus.texts().isEmpty()) throw new UsageException("no files in the input " + corpus.description());
            return run(corpus, place);
        }
    }

    private int run(Corpus corpus, Place place) {
        long theSeed = seed.orElseGet(() -> new Random().nextLong(1_000_000));
        var err = spec.commandLine().getErr();
        greet(err, corpus, place, theSeed);
        var feed = new Feed(corpus.texts());
        var watcher = watcher(err, corpus.texts().size());
        var plan = new KillPlan(kills, corpus.texts().size(), new Random(theSeed));
        FirnWordStore.warmUp(place.scratch());
        var run = new CrashRun(setup(place), feed, plan, watcher);
        List<String> lost;
        try (watcher;
                var _ = new Cancellation(run, watcher, place, err)) {
            lost = run.run();
        } catch (ChildFailedException e) {
            Cancellation.awaitIfAsked(e);
            place.keep();
            String left = place.storeBytes() > 0 ? " (the store is left in " + place.store() + ")" : "";
            throw new FailedException(e.getMessage() + left, e);
        }
        if (!lost.isEmpty()) place.keep();
        say(RunReport.of(run, lost, corpus, feed, place.storeBytes(), theSeed), place);
        return lost.isEmpty() ? 0 : 1;
    }

    private void greet(PrintWriter err, Corpus corpus, Place place, long theSeed) {
        err.printf(Locale.ROOT, "Counting the words of %,d files of %s%n", corpus.texts().size(), corpus.description());
        err.printf(Locale.ROOT, "into %s, one transaction a file, in a child process%n", place.store());
        err.printf(Locale.ROOT, "that gets SIGKILL at random moments, in all %d (seed %d).%n", kills, theSeed);
        err.flush();
    }

    private void say(RunReport report, Place place) {
        var out = spec.commandLine().getOut();
        if (json) Json.print(out, report);
        else ReportText.lines(report).forEach(out::println);
        if (!json && place.isKept()) out.println("\n  The store is in " + place.store());
        out.flush();
    }

    private Corpus corpus() {
        if (input.isEmpty()) return Corpus.standard(files.orElse(STANDARD_FILES));
        return Corpus.of(input, files.orElse(Integer.MAX_VALUE));
    }

    private CrashRun.Setup setup(Place place) {
        String name = backend.orElse(FirnWordStore.ANY_BACKEND);
        var command = new ChildCommand(FirnWordStore.class.getName(), List.of(), List.of(name));
        return new CrashRun.Setup(command, FirnWordStore.opener(name), place.store(), place.scratch());
    }

    private Watcher watcher(PrintWriter err, long total) {
        if (json) return Watcher.NONE;
        boolean terminal = System.console() != null && System.console().isTerminal();
        return terminal ? new BarWatcher(total, kills) : new LineWatcher(err, total, kills);
    }
}

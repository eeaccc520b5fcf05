package dev.firn.cli.crash;

import dev.firn.cli.Json;
import dev.firn.cli.UsageException;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.ExplorationListener;
import dev.firn.faultinjection.PersistencyModel;
import dev.firn.faultinjection.Rung;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn crash explore`: simulated power cuts of small runs.
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        header = "Crashes small runs of the store between any two stores, in every way a medium may.",
        description = {
            "",
            "A run is recorded once on a simulated medium. Then, for each of its events: had the power failed here,"
                + " what could be on the medium? Each such image is recovered by the production store and judged, and"
                + " the recovery is crashed in turn.",
            "",
            "The report names for each model of the medium the strongest search that was completed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn crash explore --list",
            "  firn crash explore put batch",
            "  firn crash explore growth --model WORDS --model PAGECACHE --nested 0 --html growth.html",
            "  firn crash explore --budget 100000 --json"
        })
final class ExploreCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "SCENARIO", description = "Which runs (all; see --list).")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Lists the runs there are.")
    private boolean list;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "A model of the medium, to be given again for more: ${COMPLETION-CANDIDATES}.")
    private List<CrashModel> models = List.of();

    @Option(
            names = "--nested",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often a recovery is crashed, one inside the other (${DEFAULT-VALUE}).")
    private int nested;

    @Option(
            names = "--exhaustive",
            paramLabel = "N",
            defaultValue = "64",
            description = "Tries all images of a crash point when there are no more (${DEFAULT-VALUE}).")
    private int exhaustive;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of random choices (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--budget", paramLabel = "N", description = "Ends each run's search after about so many images.")
    private Optional<Long> budget = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "Writes a page about the (one) run.")
    private Optional<Path> html = Optional.empty();

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            defaultValue = "firn-crash.replay",
            description = "Where a replay file goes when a crash is not survived (${DEFAULT-VALUE}).")
    private Path replay;

    @Option(names = "--json", description = "Prints the reports as JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (nested < 0) throw new UsageException("--nested must not be negative: " + nested);
        KillCommand.requirePositive("--exhaustive", exhaustive);
        if (list) return list();
        List<Scenarios> chosen =
                names.isEmpty() ? List.of(Scenarios.values()) : names.stream().map(Scenarios::of).toList();
        if (html.isPresent() && chosen.size() != 1) throw new UsageException("--html needs one scenario");
        try (var _ = new Cancelling()) {
            return explore(chosen);
        }
    }

    private int list() {
        var out = spec.commandLine().getOut();
        for (var scenario : Scenarios.values()) out.printf("%-10s %s%n", scenario.word(), scenario.description());
        return 0;
    }

    private int explore(List<Scenarios> chosen) throws IOException {
        var results = new ArrayList<Explored.Result>();
        int code = 0;
        for (var scenario : chosen) {
            if (Thread.currentThread().isInterrupted()) break;
            Explored explored = explore(scenario);
            results.add(explored.result());
            if (html.isPresent()) Files.writeString(html.get(), explored.html());
            if (!json) say(explored);
            if (!explored.result().survived()) code = 1;
        }
        if (json) Json.print(spec.commandLine().getOut(), results);
        return code;
    }

    private Explored explore(Scenarios scenario) {
        try (Meter meter = Meter.of(spec.commandLine().getErr(), json, "crash points of " + scenario.word())) {
            return Explored.of(scenario.word(), scenario.scenario(), options(), listener(meter));
        }
    }

    private CrashOptions options() {
        PersistencyModel[] chosen =
                models.isEmpty()
                        ? new PersistencyModel[] {CrashModel.WORDS, CrashModel.PAGECACHE}
                        : Explored.models(models);
        return CrashOptions.defaults()
                .withModels(chosen)
                .withExhaustive(exhaustive)
                .withCuts(12, 12)
                .withRandom(4, seed)
                .withNested(nested)
                .withBudget(budget.orElse(Long.MAX_VALUE));
    }

    private static ExplorationListener listener(Meter meter) {
        long startedAt = System.nanoTime();
        return new ExplorationListener() {
            private String rung = "";

            @Override
            public void onPoint(long done, long total, long states) {
                double perSecond = states * 1e9 / Math.max(1, System.nanoTime() - startedAt);
                meter.at(done, total, String.format(Locale.ROOT, "%,.0f states/s%s", perSecond, rung));
            }

            @Override
            public void onRung(int event, PersistencyModel model, Rung completed) {
                rung = ", " + model.name() + " " + completed.words();
            }
        };
    }

    private void say(Explored explored) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        switch (explored) {
            case Explored.Survived(String name, var report, boolean cancelled) ->
                    out.printf(
                            Locale.ROOT,
                            "%s: %s%s; %,.0f states/s%n",
                            name,
                            cancelled ? "cancelled; " : "",
                            report.sentence(),
                            report.statesPerSecond());
            case Explored.Failed(String name, _, var document) -> {
                out.println(name + ": NOT SURVIVED");
                out.print(document.text());
                if (document.replay().isPresent()) {
                    document.replay().get().write(replay);
                    out.println("to see it again: firn crash replay " + replay);
                }
            }
        }
        out.flush();
    }
}

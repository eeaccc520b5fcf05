package dev.firn.heap;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashReport;
import dev.firn.faultinjection.Rung;
import dev.firn.heap.BoundedScenario.Start;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Runs programs from all their beginnings and adds up what was tried.
final class BoundedCampaign {
    private final CrashOptions options;
    private final List<Start> starts;
    private final Map<String, EnumMap<Rung, Long>> rungs = new LinkedHashMap<>();
    private long programs;
    private long runs;
    private long points;
    private long nestedPoints;
    private long images;
    private long repeated;
    private long spotChecks;
    private long openings;
    private long growths;

    BoundedCampaign(CrashOptions options, List<Start> starts) {
        this.options = options;
        this.starts = starts;
    }

    void run(List<BoundedProgram> all, int keys) {
        for (var program : all) {
            programs++;
            for (var start : starts) run(start, program, keys);
        }
    }

    private void run(Start start, BoundedProgram program, int keys) {
        var scenario = new BoundedScenario(start, program, keys);
        try {
            add(CrashExplorer.explore(scenario, options), scenario);
        } catch (AssertionError failure) {
            throw new AssertionError("%s, %s: %s".formatted(program, start, failure.getMessage()), failure);
        }
    }

    private void add(CrashReport report, BoundedScenario scenario) {
        runs++;
        points += report.points();
        nestedPoints += report.nestedPoints();
        images += report.images();
        openings += scenario.openings() > 0 ? 1 : 0;
        growths += scenario.growths() > 0 ? 1 : 0;
        repeated += report.counts().repeated();
        spotChecks += report.counts().spotChecks();
        report.rungs().forEach((model, rung) -> count(model.name(), rung));
        report.nestedRungs().forEach((model, rung) -> count(model.name() + ", crashes of recoveries", rung));
    }

    private void count(String what, Rung rung) {
        rungs.computeIfAbsent(what, _ -> new EnumMap<>(Rung.class)).merge(rung, 1L, Long::sum);
    }

    long openings() {
        return openings;
    }

    long growths() {
        return growths;
    }

    /// For the docs: counts only, which are the same in every run.
    ///
    /// @param named programs when keys are told apart by name
    String table(long named) {
        var out = new StringBuilder("| what | count |\n|---|---:|\n");
        row(out, "sequences of operations", named);
        row(out, "of these tried, different in more than the names of keys", programs);
        row(out, "runs, each program from every beginning", runs);
        row(out, "runs that opened a segment; that grew the store", openings, growths);
        row(out, "crash points, and crash points of recoveries", points, nestedPoints);
        row(out, "distinct images recovered and judged", images);
        row(out, "choices that gave an image judged before", repeated);
        row(out, "further torn states, to check the checksums", spotChecks);
        rungs.forEach((what, counts) -> counts.forEach((rung, count) -> row(out, words(what, rung), count)));
        return out.toString();
    }

    private static String words(String what, Rung rung) {
        return "runs that are %s at their weakest crash point, %s".formatted(rung.words(), what);
    }

    private static void row(StringBuilder out, String what, Object... counts) {
        out.append("| ").append(what).append(" | ");
        out.append(Arrays.stream(counts).map("%,d"::formatted).collect(Collectors.joining("; "))).append(" |\n");
    }
}

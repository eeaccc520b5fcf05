package dev.firn.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// The page of results: the machine, the date, and a row a benchmark.
final class BenchmarkPage {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private BenchmarkPage() {}

    static String of(Collection<RunResult> results) {
        var page =
                new StringBuilder(
                        """
                        # Benchmarks

                        Written by `./firn bench --write docs/benchmarks.md`; do not edit. Ratios within this page count, absolute
                        times are this machine's: %s.

                        | benchmark | parameters | time | error | unit | allocated |
                        |---|---|---:|---:|---|---:|
                        """
                                .formatted(Machine.name()));
        results.forEach(result -> page.append(row(result)));
        return page.toString();
    }

    private static String row(RunResult result) {
        Result<?> primary = result.getPrimaryResult();
        var params = result.getParams();
        String name = params.getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1");
        String parameters =
                params.getParamsKeys().stream()
                        .map(key -> key + " " + params.getParam(key))
                        .collect(Collectors.joining(", "));
        var allocated = result.getSecondaryResults().get(ALLOCATED);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %s | %s |%n",
                name,
                parameters,
                primary.getScore(),
                primary.getScoreError(),
                primary.getScoreUnit(),
                allocated == null ? "" : String.format(Locale.ROOT, "%.1f B", allocated.getScore()));
    }
}

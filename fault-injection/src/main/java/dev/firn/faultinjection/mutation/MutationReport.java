package dev.firn.faultinjection.mutation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What became of all mutations.
///
/// @param rows in the order in which the workloads come to them
public record MutationReport(List<Row> rows) {
    /// One mutation.
    public record Row(Mutation mutation, Verdict verdict) {}

    public MutationReport {
        rows = List.copyOf(rows);
    }

    public long killed() {
        return rows.stream().filter(row -> row.verdict() instanceof Verdict.Killed).count();
    }

    public long equivalent() {
        return rows.stream().filter(row -> row.verdict() instanceof Verdict.Equivalent).count();
    }

    /// Flushes and fences that no crash can miss: what they cost is lost.
    public List<Mutation> needless() {
        return rows.stream()
                .filter(row -> row.verdict() instanceof Verdict.Equivalent)
                .map(Row::mutation)
                .filter(mutation -> mutation.kind() == Mutation.Kind.DROP)
                .toList();
    }

    /// Those that neither a crash nor a proof has settled: the findings.
    public List<Mutation> survivors() {
        return rows.stream().filter(row -> row.verdict() instanceof Verdict.Survived).map(Row::mutation).toList();
    }

    /// A table in Markdown, a line for each mutation, the seconds it took to kill it in the last column.
    ///
    /// @param reasons what to say of a mutation that was not killed, by [Mutation#text]
    public String table(Map<String, String> reasons) {
        return rows.stream()
                .map(row ->
                        "| %s | %s | %s |"
                                .formatted(
                                        row.mutation().text(),
                                        verdict(row, reasons.getOrDefault(row.mutation().text(), "")),
                                        seconds(row.verdict())))
                .collect(Collectors.joining("\n", "| the change | what became of it | seconds |\n|---|---|---|\n", ""));
    }

    private static String verdict(Row row, String reason) {
        return switch (row.verdict()) {
            case Verdict.Killed killed -> "found: " + killed.workload();
            case Verdict.Equivalent _ -> "equivalent" + because(reason);
            case Verdict.Survived _ -> "survives" + because(reason);
        };
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String seconds(Verdict verdict) {
        return verdict instanceof Verdict.Killed killed
                ? String.format(Locale.ROOT, "%.2f", killed.took().toMillis() / 1e3)
                : "";
    }

    /// In a sentence.
    public String sentence() {
        return "%d mutations: %d killed, %d proven equivalent, %d survived"
                .formatted(rows.size(), killed(), equivalent(), survivors().size());
    }
}

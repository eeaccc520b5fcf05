package dev.firn.faultinjection.mutation;

import java.util.List;

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

    /// In a sentence.
    public String sentence() {
        return "%d mutations: %d killed, %d proven equivalent, %d survived"
                .formatted(rows.size(), killed(), equivalent(), survivors().size());
    }
}

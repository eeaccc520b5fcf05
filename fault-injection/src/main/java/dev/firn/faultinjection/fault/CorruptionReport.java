package dev.firn.faultinjection.fault;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a sweep found.
///
/// @param rows one for each family of damages
/// @param findings the first damages that were not noticed or not typed, some of each family
public record CorruptionReport(List<Row> rows, List<Finding> findings) {
    public CorruptionReport {
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
    }

    /// @param outcomes how often each came out; cases that change nothing are not counted
    public record Row(String corruption, Map<Outcome, Long> outcomes) {
        public Row {
            var all = new EnumMap<Outcome, Long>(Outcome.class);
            for (var outcome : Outcome.values()) all.put(outcome, outcomes.getOrDefault(outcome, 0L));
            outcomes = Map.copyOf(all);
        }
    }

    /// One damage.
    ///
    /// @param path for [CorruptionSweep#replay]
    /// @param what what was found or thrown
    public record Finding(String path, Outcome outcome, String what) {}

    /// How often `outcome` came out, over all families.
    public long count(Outcome outcome) {
        return rows.stream().mapToLong(row -> row.outcomes().get(outcome)).sum();
    }

    /// All damages that were tried.
    public long cases() {
        return rows.stream().flatMap(row -> row.outcomes().values().stream()).mapToLong(Long::longValue).sum();
    }

    /// Returns this.
    ///
    /// @throws AssertionError when a damage went unnoticed, or was answered without a type
    public CorruptionReport requireGood() {
        if (findings.isEmpty()) return this;
        var text = new StringBuilder(table());
        for (var finding : findings) {
            text.append("%s: %s %s%n".formatted(finding.path(), finding.outcome(), finding.what()));
        }
        throw new AssertionError(
                "%sreplay with CorruptionSweep.replay(image, subject, corruptions, \"%s\")"
                        .formatted(text, findings.getFirst().path()));
    }

    /// As a table of Markdown.
    public String table() {
        var text =
                new StringBuilder("| damage | harmless | detected | declared | untyped | silent |\n")
                        .append("|---|---:|---:|---:|---:|---:|\n");
        for (var row : rows) {
            text.append("| ").append(row.corruption());
            for (var outcome : Outcome.values()) text.append(" | ").append(row.outcomes().get(outcome));
            text.append(" |\n");
        }
        return text.toString();
    }
}

package dev.firn.faultinjection.fault;

import java.util.List;

/// What a sweep did.
///
/// @param rows one for each fault and mode
public record FaultReport(List<Row> rows) {
    public FaultReport {
        rows = List.copyOf(rows);
    }

    /// @param calls how many calls were made to fail, each in a run of its own; 0 when the workload has no such call
    /// @param wentOn runs in which the subject finished its workload in spite of the fault
    /// @param stopped runs that ended with a typed failure
    /// @param crashPoints moments between the fault and the end of the run that were crashed
    /// @param images distinct images after these crashes that were recovered and judged
    public record Row(
            Fault fault, FaultMode mode, long calls, long wentOn, long stopped, long crashPoints, long images) {}

    /// The calls that failed, of all kinds.
    public long calls() {
        return rows.stream().mapToLong(Row::calls).sum();
    }

    /// The calls of one kind that failed, in all modes.
    public long calls(Fault fault) {
        return rows.stream().filter(row -> row.fault() == fault).mapToLong(Row::calls).sum();
    }

    /// The images that were judged after crashes.
    public long images() {
        return rows.stream().mapToLong(Row::images).sum();
    }

    /// As a table of Markdown.
    public String table() {
        var text =
                new StringBuilder("| fault | mode | calls failed | went on | stopped | crash points | images |\n")
                        .append("|---|---|---:|---:|---:|---:|---:|\n");
        for (var row : rows) {
            text.append("| %s | %s | %d | %d | %d | %d | %d |%n"
                    .formatted(
                            row.fault(),
                            row.mode(),
                            row.calls(),
                            row.wentOn(),
                            row.stopped(),
                            row.crashPoints(),
                            row.images()));
        }
        return text.toString();
    }
}

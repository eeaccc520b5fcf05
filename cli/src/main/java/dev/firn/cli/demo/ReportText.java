package dev.firn.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A report as a person likes to read it.
final class ReportText {
    private static final int BAR_WIDTH = 40;

    private ReportText() {}

    static List<String> lines(RunReport report) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.addAll(verdict(report));
        lines.add("");
        lines.addAll(numbers(report));
        lines.add("");
        lines.addAll(topWords(report));
        return lines;
    }

    private static List<String> verdict(RunReport report) {
        if (report.lost().isEmpty()) {
            return List.of(
                    "Nothing was lost: after each of %s the store held exactly what had been acknowledged."
                            .formatted(count(report.kills(), "kill")));
        }
        var lines = new ArrayList<String>();
        lines.add("LOST after %s:".formatted(count(report.kills(), "kill")));
        report.lost().forEach(loss -> lines.add("  " + loss));
        lines.add("  The same run again: --seed " + report.seed());
        return lines;
    }

    private static List<String> numbers(RunReport r) {
        var lines = new ArrayList<String>();
        lines.add(line("files (one transaction each)", number(r.files()), skipped(r)));
        lines.add(line("words", number(r.words()), number(r.differentWords()) + " different ones"));
        lines.add(line("transactions per second", number(Math.round(r.transactionsPerSecond())), ""));
        lines.add(line("kills survived", number(r.lost().isEmpty() ? r.kills() : r.kills() - 1), kills(r)));
        lines.add(
                line(
                        "time to recover",
                        decimal(r.recovery().medianMillis()) + " ms",
                        "median; worst " + decimal(r.recovery().worstMillis()) + " ms; in a warm JVM"));
        lines.add(
                r.syncsPerTransaction() > 0
                        ? line(
                                "syncs per transaction",
                                decimal(r.syncsPerTransaction()),
                                "openings of segments included")
                        : line(
                                "fences per transaction",
                                decimal(r.fencesPerTransaction()),
                                "openings of segments included"));
        lines.add(line("bytes written per data byte", decimal(r.bytesPerDataByte()), "data: the words and counts put"));
        lines.add(line("size of the store", number(r.storeBytes() >> 10) + " KiB", ""));
        lines.add("  persist back-end: " + r.why());
        return lines;
    }

    private static String skipped(RunReport r) {
        return r.filesSkipped() == 0 ? "" : number(r.filesSkipped()) + " more hold no text";
    }

    private static String kills(RunReport r) {
        return "%d at start or in recovery; %d times the transaction under way was found whole"
                .formatted(r.killsAtStart(), r.foundWhole());
    }

    private static List<String> topWords(RunReport report) {
        var lines = new ArrayList<String>();
        lines.add("  The most frequent words:");
        long most = report.top().isEmpty() ? 1 : report.top().getFirst().count();
        for (var entry : report.top()) {
            String bar = "#".repeat((int) Math.max(1, entry.count() * BAR_WIDTH / most));
            lines.add(String.format(Locale.ROOT, "  %14s %,11d  %s", entry.word(), entry.count(), bar));
        }
        return lines;
    }

    private static String line(String what, String value, String remark) {
        return "  %-28s %12s   %s".formatted(what, value, remark).stripTrailing();
    }

    private static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}

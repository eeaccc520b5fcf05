package dev.firn.cli;

import dev.firn.cli.schema.SchemaParser;
import dev.firn.heap.Codec;
import dev.firn.heap.check.CheckOptions;
import dev.firn.heap.check.CheckReport;
import dev.firn.heap.check.Finding;
import dev.firn.heap.check.FindingKind;
import dev.firn.heap.check.Severity;
import dev.firn.heap.check.StoreCheck;
import dev.firn.pmem.Region;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firn check`: verifies a store.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        header = "Verifies a store and says what it found; exit code 1 when something is wrong.",
        description = {
            "",
            "Checked: superblocks, heads of segments, every frame and record, that recovery makes of them what a scan"
                    + " of its own does, and every collection from its root to the last piece of a value; what nothing"
                    + " refers to is found, too. Also of a store that does not open. With --deep every key and value is"
                    + " decoded by its type, where that is known.",
            "",
            "Nothing in the file is changed. Nobody may be writing to it meanwhile.",
            "",
            "Exit codes: 0 sound (there may be notes), 1 something is wrong or the file is no store, 2 wrong usage.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn check bank.firn && echo sound",
            "  firn check --deep --json bank.firn",
            "  firn repair --dry-run bank.firn           what could be saved"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Option(names = "--deep", description = "Decodes every key and value as well.")
    private boolean deep;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Spec private CommandSpec spec;

    /// What came out, for programs.
    ///
    /// @param sound whether nothing is wrong
    /// @param findings all of them, notes included
    record Result(String file, boolean sound, List<FindingView> findings, long unlisted, CheckReport report) {}

    @Override
    public Integer call() {
        CheckReport report;
        try (Region region = file.regionToRead();
                var progress = Progress.of(spec, quiet || json)) {
            var options = CheckOptions.defaults();
            report = StoreCheck.run(region, deep ? options.deep(CheckCommand::codec) : options, progress);
        }
        requireStore(report);
        var out = spec.commandLine().getOut();
        if (json) Json.print(out, result(report));
        else say(out, report);
        return report.isClean() ? 0 : 1;
    }

    private static Optional<Codec<?>> codec(String schema) {
        return SchemaParser.isUnknown(schema) ? Optional.empty() : Optional.of(SchemaParser.parse(schema));
    }

    /// What is no store, or none for this version, is said as every command says it.
    private void requireStore(CheckReport report) {
        boolean none =
                report.findings().stream()
                        .map(Finding::kind)
                        .anyMatch(kind -> kind == FindingKind.NOT_A_STORE || kind == FindingKind.NEWER_FORMAT);
        if (none) file.openToRead().close();
    }

    private Result result(CheckReport report) {
        var views = report.findings().stream().map(FindingView::of).toList();
        return new Result(file.path().toString(), report.isClean(), views, report.unlisted(), report);
    }

    private void say(PrintWriter out, CheckReport report) {
        say(
                out,
                "  %,d frames with %,d records in %d of %d segments",
                report.frames(),
                report.records(),
                report.segmentsUsed(),
                report.segments());
        for (var contents : report.collections()) {
            var info = contents.info();
            say(out, "  \"%s\" (%s): %,d entries", info.name(), Collection.of(info).type(), contents.entries());
        }
        var space = report.space();
        say(
                out,
                "  %,d bytes: %,d live, %,d garbage, %,d overhead, %,d free",
                space.file(),
                space.live(),
                space.garbage(),
                space.overhead(),
                space.free());
        report.findings().forEach(finding -> finding(out, finding));
        if (report.unlisted() > 0) say(out, "  and %,d findings more", report.unlisted());
        long wrong = report.findings().stream().filter(f -> f.severity() != Severity.NOTE).count();
        if (report.isClean()) out.println(file.path() + " is sound");
        else if (!report.complete()) out.println(file.path() + ": cancelled");
        else
            say(
                    out,
                    "%s is damaged: %,d findings; restore it from a copy, or see firn repair --dry-run",
                    file.path(),
                    wrong);
        out.flush();
    }

    private static void finding(PrintWriter out, Finding finding) {
        out.println("  " + (finding.severity() == Severity.NOTE ? "note: " : "WRONG: ") + finding);
        if (!finding.advice().isEmpty()) out.println("         " + finding.advice());
    }

    private static void say(PrintWriter out, String text, Object... arguments) {
        out.println(String.format(Locale.ROOT, text, arguments));
    }
}

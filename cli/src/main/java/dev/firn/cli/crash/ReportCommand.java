package dev.firn.cli.crash;

import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.report.CrashDocument;
import dev.firn.faultinjection.report.CrashReports;
import dev.firn.faultinjection.report.ReplayFile;
import dev.firn.faultinjection.report.ReplayOutcome;
import dev.firn.faultinjection.report.Replays;
import dev.firn.faultinjection.report.ReportSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn crash report`: explains the crash of a replay file.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        header = "Explains the crash that a replay file names: what was stored, what was lost, which call is missing.",
        footer = {
            "",
            "Examples:",
            "  firn crash report firn-crash.replay",
            "  firn crash report firn-crash.replay --html crash.html"
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The replay file.")
    private Path file;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes the report as a page, with a diagram.")
    private Optional<Path> html = Optional.empty();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ReplayFile replay = ReplayCommand.read(file);
        var scenario = Scenarios.of(replay.test()).scenario();
        var outcome = Replays.run(scenario, replay);
        PrintWriter out = spec.commandLine().getOut();
        if (!(outcome instanceof ReplayOutcome.Failed<?>(var failure))) {
            out.println("nothing to explain: " + outcome.text());
            return 0;
        }
        var settings = ReportSettings.of(CrashOptions.defaults()).withTest(replay.test());
        var reduced = replay.operations().map(scenario::only).orElse(scenario);
        CrashDocument document = CrashReports.of(reduced, failure, settings);
        out.print(document.text());
        out.flush();
        if (html.isPresent()) Files.writeString(html.get(), document.html());
        return 1;
    }
}

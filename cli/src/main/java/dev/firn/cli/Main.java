package dev.firn.cli;

import dev.firn.cli.crash.CrashCommand;
import dev.firn.cli.demo.DemoCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Firn's command line. Exit codes: 0 done, 1 failed (or something was lost, or not found), 2 wrong usage.
@Command(
        name = "firn",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Durable Java collections that survive kill -9 and power loss.",
        description = {"", "Try 'firn demo' first; 'firn COMMAND --help' shows examples of each command."},
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            CrashCommand.class,
            ExplainCommand.class,
            InfoCommand.class,
            StatsCommand.class,
            CheckCommand.class,
            RepairCommand.class,
            DumpCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            GetCommand.class,
            PutCommand.class,
            DelCommand.class,
            ScanCommand.class,
        })
public final class Main implements Runnable {
    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Shows the stack trace of an error, below its one line.")
    private boolean verbose;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /// Runs one command line; returns its exit code. Nothing is written but to `out` (results) and `err` (the rest).
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return commandLine().setOut(out).setErr(err).execute(args);
    }

    static CommandLine commandLine() {
        var main = new Main();
        return new CommandLine(main)
                .addSubcommand("completion", new GenerateCompletion())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler((error, at, _) -> Errors.failed(error, at, main.verbose));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

package dev.firn.cli.crash;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `firn crash`: the commands that crash the store.
@Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        header = "Crashes the store in every way there is, and says whether it keeps its promises.",
        description = {
            "",
            "explore: simulated power cuts between any two stores of a small run, all that a medium may do with them.",
            "kill:    SIGKILL of a working process, at random and chosen moments.",
            "soak:    the same on a store that is nearly full, for long.",
            "blocks:  power cuts of a device below a file system (Linux, root).",
            "replay:  goes again to a crash that explore has found; report explains it.",
            "",
            "Exit code 0: every promise was kept. 1: one was broken. 2: wrong usage.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn crash explore put --nested 1",
            "  firn crash kill --count 200",
            "  firn crash blocks --cuts 100"
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ExploreCommand.class,
            KillCommand.class,
            SoakCommand.class,
            BlocksCommand.class,
            ReplayCommand.class,
            ReportCommand.class,
        })
public final class CrashCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

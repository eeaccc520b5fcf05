package dev.firn.cli.crash;

import dev.firn.cli.FailedException;
import dev.firn.cli.UsageException;
import dev.firn.faultinjection.report.ReplayFile;
import dev.firn.faultinjection.report.ReplayFileException;
import dev.firn.faultinjection.report.ReplayOutcome;
import dev.firn.faultinjection.report.Replays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn crash replay`: goes to the crash of a replay file.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        header = "Goes to the one crash that a replay file of 'firn crash explore' names.",
        description = {
            "",
            "Exit code 1 when it is still not survived, 0 when it is now. Replay files of tests name the test that "
                    + "replays them instead, with -Dfirn.replay=FILE.",
            ""
        },
        footer = {"", "Examples:", "  firn crash replay firn-crash.replay"})
final class ReplayCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The replay file.")
    private Path file;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ReplayOutcome<?> outcome = replay(read(file));
        var out = spec.commandLine().getOut();
        out.println(outcome.text());
        int code =
                switch (outcome) {
                    case ReplayOutcome.Failed<?>(var failure) -> {
                        out.println(failure.getMessage());
                        yield 1;
                    }
                    case ReplayOutcome.FailedNear<?> _ -> 1;
                    case ReplayOutcome.Survived<?> _, ReplayOutcome.Gone<?> _ -> 0;
                };
        out.flush();
        return code;
    }

    private static ReplayOutcome<?> replay(ReplayFile replay) throws Exception {
        return Replays.run(Scenarios.of(replay.test()).scenario(), replay);
    }

    /// @throws FailedException when it is no replay file
    /// @throws UsageException when it is of no run that this command knows
    static ReplayFile read(Path file) throws IOException {
        try {
            return ReplayFile.read(file);
        } catch (ReplayFileException e) {
            throw new FailedException(file + ": " + e.getMessage(), e);
        }
    }
}

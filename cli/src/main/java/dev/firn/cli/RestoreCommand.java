package dev.firn.cli;

import dev.firn.heap.backup.BackupDirectory;
import dev.firn.heap.backup.RestorePoint;
import dev.firn.heap.backup.RestoreReport;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn restore`: a store of a backup.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        header = "Makes a store of a backup.",
        description = {
            "",
            "All checksums of the backup are verified, and the new store is checked, before it gets its name; nothing"
                    + " is ever replaced. Stopping it, or a crash, leaves no file with that name.",
            "",
            "The new store has an id of its own: it is another store, with backups in a directory of its own.",
            "",
            "Exit codes: 0 done, 1 failed (something in the backup is damaged, or there is no such backup), 2 wrong"
                    + " usage.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn restore /backups/bank restored.firn",
            "  firn restore --at 2026-11-21T18:00:00Z /backups/bank before.firn",
            "  firn restore --list /backups/bank",
            "  firn restore --verify /backups/bank       all checksums, nothing is made"
        })
final class RestoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The directory with the backups.")
    private Path directory;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STORE",
            description = "The file to make, which must not exist.")
    private Optional<Path> target = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "STAMP|TIME",
            description = {
                "The commit stamp of a backup (see --list), or a time such as 2026-11-21T18:00:00Z: the last backup"
                        + " taken until then. Without it, the newest."
            })
    private Optional<String> at = Optional.empty();

    @Option(names = "--list", description = "Lists the backups and makes nothing.")
    private boolean list;

    @Option(names = "--verify", description = "Verifies all files of all backups and makes nothing.")
    private boolean verify;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Spec private CommandSpec spec;

    /// What came out, for programs.
    record Result(String file, String id, long stamp, BackupView backup) {}

    @Override
    public Integer call() {
        var backups = BackupDirectory.of(directory);
        boolean makes = !list && !verify;
        if (makes != target.isPresent()) {
            throw new UsageException(makes ? "which file is to be made?" : "--list and --verify make no file");
        }
        try (var progress = new BackupProgress(spec, quiet || json)) {
            if (verify) backups.verify(progress);
            if (makes) say(backups.restore(target.get(), point(), progress));
        }
        if (!makes) sayAll(backups);
        return 0;
    }

    private RestorePoint point() {
        if (at.isEmpty()) return RestorePoint.NEWEST;
        try {
            if (at.get().matches("\\d{1,18}")) return new RestorePoint.Stamp(Long.parseLong(at.get()));
            return new RestorePoint.Time(Instant.parse(at.get()));
        } catch (DateTimeException odd) {
            throw new UsageException(
                    "--at %s: expected a stamp such as 4711, or a time such as 2026-11-21T18:00:00Z"
                            .formatted(at.get()));
        }
    }

    private void say(RestoreReport report) {
        var out = spec.commandLine().getOut();
        var backup = report.backup();
        if (json) {
            Json.print(
                    out,
                    new Result(
                            report.store().toString(), report.id().toString(), report.stamp(), BackupView.of(backup)));
            return;
        }
        out.println(
                "%s is made of %s: commits up to stamp %d, of %s; it is verified and sound"
                        .formatted(report.store(), backup.manifest(), report.stamp(), backup.time()));
        out.flush();
    }

    private void sayAll(BackupDirectory backups) {
        var out = spec.commandLine().getOut();
        List<BackupView> all = backups.list().stream().map(BackupView::of).toList();
        if (json) {
            Json.print(out, all);
            return;
        }
        for (var each : all) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%s  stamp %d  %s  %,d bytes in %,d segments",
                            each.manifest(),
                            each.stamp(),
                            each.time(),
                            each.bytes(),
                            each.segments()));
        }
        if (verify) out.println(directory + " is sound");
        out.flush();
    }
}

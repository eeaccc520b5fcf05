package dev.firn.cli;

import dev.firn.heap.Store;
import dev.firn.heap.backup.BackupDirectory;
import dev.firn.heap.backup.BackupReport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn backup`: a store into a directory of backups.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        header = "Puts a backup of a store into a directory; only what is new since the last one is copied.",
        description = {
            "",
            "Everything that is copied is verified. The backup counts from the moment its manifest is written: stopping"
                    + " it, or a crash, leaves the backups of before whole. docs/backup.md describes the files.",
            "",
            "Nobody else may have the store open; a program that has it open makes backups by Store.backup, while it"
                    + " goes on.",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn backup bank.firn /backups/bank",
            "  firn backup --keep 30 bank.firn /backups/bank",
            "  firn restore --list /backups/bank"
        })
final class BackupCommand implements Callable<Integer> {
    @Mixin private StoreFile file;

    @Parameters(
            index = "1",
            paramLabel = "DIR",
            description = "The directory, made when it is not there; for one store.")
    private Path directory;

    @Option(names = "--keep", paramLabel = "N", description = "Afterwards removes all but the newest N backups.")
    private Integer keep;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Spec private CommandSpec spec;

    /// What came out, for programs.
    ///
    /// @param prunedBytes of older backups that were removed
    record Result(String file, BackupView backup, int copiedSegments, long copiedBytes, long prunedBytes) {}

    @Override
    public Integer call() {
        if (keep != null && keep < 1) throw new UsageException("--keep " + keep + ": at least 1 backup is kept");
        BackupReport report;
        try (Store store = file.openToWrite(false);
                var progress = new BackupProgress(spec, quiet || json)) {
            report = store.backup(directory, progress);
        }
        long pruned = keep == null ? 0 : BackupDirectory.of(directory).prune(keep);
        var out = spec.commandLine().getOut();
        if (json) {
            Json.print(
                    out,
                    new Result(
                            file.path().toString(),
                            BackupView.of(report.backup()),
                            report.copiedSegments(),
                            report.copiedBytes(),
                            pruned));
            return 0;
        }
        var backup = report.backup();
        out.println(
                String.format(
                        Locale.ROOT,
                        "%s is backed up as %s: commits up to stamp %d, %,d bytes in %,d segments, of which %,d bytes"
                                + " in %,d were new",
                        file.path(),
                        backup.manifest(),
                        backup.stamp(),
                        backup.bytes(),
                        backup.segments(),
                        report.copiedBytes(),
                        report.copiedSegments()));
        if (pruned > 0) out.println(String.format(Locale.ROOT, "%,d bytes of older backups were removed", pruned));
        out.flush();
        return 0;
    }
}

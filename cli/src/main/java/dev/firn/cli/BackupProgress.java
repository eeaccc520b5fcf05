package dev.firn.cli;

import dev.firn.cli.crash.Meter;
import dev.firn.heap.backup.BackupListener;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// Shows how far a backup or a restore is, once it has taken a moment: each phase with a bar of its own.
final class BackupProgress implements BackupListener, AutoCloseable {
    private static final long MOMENT_NANOS = 1_000_000_000;

    private final CommandSpec spec;
    private final boolean quiet;
    private final long startedAt = System.nanoTime();
    private Meter meter;
    private Phase phase;

    BackupProgress(CommandSpec spec, boolean quiet) {
        this.spec = spec;
        this.quiet = quiet;
    }

    @Override
    public synchronized void progress(Phase now, long done, long total) {
        if (quiet || total == 0 || System.nanoTime() - startedAt < MOMENT_NANOS) return;
        if (now != phase) {
            close();
            phase = now;
            meter = Meter.of(spec.commandLine().getErr(), false, now == Phase.CHECKING ? "steps" : "bytes");
        }
        meter.at(done, total, now.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public synchronized void close() {
        if (meter != null) meter.close();
        meter = null;
    }
}

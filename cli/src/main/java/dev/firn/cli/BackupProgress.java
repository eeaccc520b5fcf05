package dev.firn.cli;

import dev.firn.heap.backup.BackupListener;
import picocli.CommandLine.Model.CommandSpec;

/// Shows how far a backup or a restore is; an interrupt ends it.
final class BackupProgress implements BackupListener, AutoCloseable {
    private final PhaseMeter meter;

    BackupProgress(CommandSpec spec, boolean quiet) {
        this.meter = new PhaseMeter(spec, quiet);
    }

    @Override
    public void progress(Phase phase, long done, long total) {
        meter.at(phase, phase == Phase.CHECKING ? "steps" : "bytes", done, total);
    }

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        meter.close();
    }
}

package dev.firn.cli;

import dev.firn.heap.check.CheckListener;
import picocli.CommandLine.Model.CommandSpec;

/// Shows how far a check or a repair is.
final class Progress implements CheckListener, AutoCloseable {
    private final PhaseMeter meter;

    private Progress(PhaseMeter meter) {
        this.meter = meter;
    }

    static Progress of(CommandSpec spec, boolean quiet) {
        return new Progress(new PhaseMeter(spec, quiet));
    }

    @Override
    public void progress(Phase phase, long done, long total) {
        meter.at(phase, unit(phase), done, total);
    }

    private static String unit(Phase phase) {
        return switch (phase) {
            case FRAMES, RECORDS -> "bytes";
            case COLLECTIONS -> "collections";
            case SAVING -> "entries";
        };
    }

    @Override
    public void close() {
        meter.close();
    }
}

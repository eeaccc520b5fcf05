package dev.firn.cli;

import dev.firn.cli.crash.Meter;
import dev.firn.heap.check.CheckListener;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// Shows how far a check or a repair is, once it has taken a moment: each phase with a bar of its own.
final class Progress implements CheckListener, AutoCloseable {
    private static final long MOMENT_NANOS = 1_000_000_000;

    private final CommandSpec spec;
    private final boolean quiet;
    private final long startedAt = System.nanoTime();
    private Meter meter;
    private Phase phase;

    private Progress(CommandSpec spec, boolean quiet) {
        this.spec = spec;
        this.quiet = quiet;
    }

    static Progress of(CommandSpec spec, boolean quiet) {
        return new Progress(spec, quiet);
    }

    @Override
    public synchronized void progress(Phase now, long done, long total) {
        if (quiet || total == 0 || System.nanoTime() - startedAt < MOMENT_NANOS) return;
        if (now != phase) {
            close();
            phase = now;
            meter = Meter.of(spec.commandLine().getErr(), false, unit(now));
        }
        meter.at(done, total, now.name().toLowerCase(Locale.ROOT));
    }

    private static String unit(Phase phase) {
        return switch (phase) {
            case FRAMES, RECORDS -> "bytes";
            case COLLECTIONS -> "collections";
            case SAVING -> "entries";
        };
    }

    @Override
    public synchronized void close() {
        if (meter != null) meter.close();
        meter = null;
    }
}

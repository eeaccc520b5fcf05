package dev.firn.cli;

import dev.firn.cli.crash.Meter;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// Shows how far something is, once it has taken a moment: each of its phases with a bar of its own. Thread-safe.
final class PhaseMeter implements AutoCloseable {
    private static final long MOMENT_NANOS = 1_000_000_000;

    private final CommandSpec spec;
    private final boolean quiet;
    private final long startedAt = System.nanoTime();
    private Meter meter;
    private Enum<?> phase;

    PhaseMeter(CommandSpec spec, boolean quiet) {
        this.spec = spec;
        this.quiet = quiet;
    }

    /// @param unit what is counted in this phase, in the plural
    synchronized void at(Enum<?> now, String unit, long done, long total) {
        if (quiet || total == 0 || System.nanoTime() - startedAt < MOMENT_NANOS) return;
        if (now != phase) {
            close();
            phase = now;
            meter = Meter.of(spec.commandLine().getErr(), false, unit);
        }
        meter.at(done, total, now.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public synchronized void close() {
        if (meter != null) meter.close();
        meter = null;
    }
}

package dev.firn.cli;

import dev.firn.recovery.RecoveryListener;
import dev.firn.recovery.RecoveryOptions;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows how far the opening of a store has come, as a bar on a terminal, when that takes longer than a second or so.
final class OpeningBar implements RecoveryListener, AutoCloseable {
    /// Fixed, because asking the library for the terminal's width takes SIGINT away from the JVM.
    private static final int WIDTH = 90;

    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final PrintStream terminal;
    private final long showAt;
    private ProgressBar bar;

    /// @param terminal where it shows, or null for nowhere
    OpeningBar(PrintStream terminal, long patienceNanos) {
        this.terminal = terminal;
        this.showAt = System.nanoTime() + patienceNanos;
    }

    /// On standard error, if that is a terminal.
    static OpeningBar onTerminal() {
        boolean isTerminal = System.console() != null && System.console().isTerminal();
        return new OpeningBar(isTerminal ? System.err : null, PATIENCE_NANOS);
    }

    /// How to open so that this is told. Whoever interrupts the command ends the opening.
    RecoveryOptions watched() {
        return RecoveryOptions.defaults().withListener(this).withInterruptible(true);
    }

    @Override
    public void progress(Phase phase, int done, int of, long bytes) {
        if (terminal == null || phase != Phase.SEGMENTS || System.nanoTime() - showAt < 0) return;
        if (bar == null) bar = show(of);
        bar.stepTo(done);
        bar.setExtraMessage(" %,d MiB read".formatted(bytes >> 20));
    }

    private ProgressBar show(int segments) {
        return new ProgressBarBuilder()
                .setTaskName("opening")
                .setInitialMax(segments)
                .setUnit(" segments", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                .build();
    }

    @Override
    public void close() {
        if (bar != null) bar.close();
    }
}

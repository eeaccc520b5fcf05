package dev.firn.cli.demo;

import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows how far a run is, as a bar on a terminal.
final class BarWatcher implements Watcher {
    /// Fixed, because asking the library for the terminal's width takes SIGINT away from the JVM: Ctrl-C would end it
    /// without its shutdown hooks.
    private static final int WIDTH = 90;

    private final ProgressBar bar;
    private final int kills;
    private final AtomicBoolean closed = new AtomicBoolean();

    BarWatcher(long files, int kills) {
        this.kills = kills;
        bar =
                new ProgressBarBuilder()
                        .setTaskName("counting")
                        .setInitialMax(files)
                        .setUnit(" files", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                        .build();
        bar.setExtraMessage(" 0 of %d kills".formatted(kills));
    }

    @Override
    public void finished(long files) {
        bar.stepTo(files);
    }

    @Override
    public void killed(int count) {
        bar.setExtraMessage(" %d of %d kills".formatted(count, kills));
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) bar.close();
    }
}

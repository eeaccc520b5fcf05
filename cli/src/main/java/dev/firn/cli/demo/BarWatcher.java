package dev.firn.cli.demo;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows how far a run is, as a bar on a terminal.
final class BarWatcher implements Watcher {
    private final ProgressBar bar;
    private final int kills;

    BarWatcher(long files, int kills) {
        this.kills = kills;
        bar =
                new ProgressBarBuilder()
                        .setTaskName("counting")
                        .setInitialMax(files)
                        .setUnit(" files", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
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
        bar.close();
    }
}

package dev.firn.cli.crash;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows how far something long is: a bar with speed and time left on a terminal, some lines elsewhere.
public sealed interface Meter extends AutoCloseable {
    /// So many of so many are done; `remark` says more in a few words.
    void at(long done, long total, String remark);

    @Override
    void close();

    /// The right one for where the user looks.
    ///
    /// @param unit what is counted, in the plural
    static Meter of(PrintWriter err, boolean quiet, String unit) {
        if (quiet) return new Quiet();
        boolean terminal = System.console() != null && System.console().isTerminal();
        return terminal ? new Bar(unit) : new Lines(err, unit);
    }

    /// Shows nothing.
    final class Quiet implements Meter {
        @Override
        public void at(long done, long total, String remark) {}

        @Override
        public void close() {}
    }

    /// A bar on the terminal.
    final class Bar implements Meter {
        /// Fixed, because asking the library for the terminal's width takes SIGINT away from the JVM: Ctrl-C would end
        /// it without its shutdown hooks.
        private static final int WIDTH = 100;

        private final ProgressBar bar;

        Bar(String unit) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(unit)
                            .setUnit(" " + unit, 1)
                            .showSpeed()
                            .setStyle(ProgressBarStyle.ASCII)
                            .setUpdateIntervalMillis(250)
                            .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                            .build();
        }

        @Override
        public void at(long done, long total, String remark) {
            bar.maxHint(total);
            bar.stepTo(done);
            bar.setExtraMessage(" " + remark);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /// Ten lines in all, for a log file or a pipe.
    final class Lines implements Meter {
        private static final int LINES = 10;

        private final PrintWriter out;
        private final String unit;
        private final long startedAt = System.nanoTime();
        private long said;

        Lines(PrintWriter out, String unit) {
            this.out = out;
            this.unit = unit;
        }

        @Override
        public void at(long done, long total, String remark) {
            long step = done * LINES / Math.max(1, total);
            if (step == said) return;
            said = step;
            double seconds = (System.nanoTime() - startedAt) / 1e9;
            double left = done == 0 ? 0 : seconds * (total - done) / done;
            out.println(
                    String.format(
                            Locale.ROOT,
                            "  %,d of %,d %s, %.1f/s, %.0f s left; %s",
                            done,
                            total,
                            unit,
                            done / seconds,
                            left,
                            remark));
            out.flush();
        }

        @Override
        public void close() {}
    }
}

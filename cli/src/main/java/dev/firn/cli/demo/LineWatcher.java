package dev.firn.cli.demo;

import java.io.PrintWriter;
import java.util.Locale;

/// Says now and then how far a run is, in lines: for a log file or a pipe.
final class LineWatcher implements Watcher {
    private static final int LINES = 10;

    private final PrintWriter out;
    private final long files;
    private final int kills;
    private long finished;
    private int killed;
    private long said;

    LineWatcher(PrintWriter out, long files, int kills) {
        this.out = out;
        this.files = files;
        this.kills = kills;
    }

    @Override
    public void finished(long count) {
        finished = count;
        long step = count * LINES / Math.max(1, files);
        if (step == said) return;
        said = step;
        say();
    }

    /// A kill that is noticed behind the last file is said, too.
    @Override
    public void killed(int count) {
        killed = count;
        if (finished == files) say();
    }

    private void say() {
        out.println(String.format(Locale.ROOT, "  %,d of %,d files, %d of %d kills", finished, files, killed, kills));
        out.flush();
    }

    @Override
    public void close() {}
}

package dev.firn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LineWatcherTest {
    private final StringWriter said = new StringWriter();

    /// The child was killed behind its last file: that is seen when it has been heard out.
    @Test
    void aKillBehindTheLastFileIsSaid() {
        var watcher = new LineWatcher(new PrintWriter(said), 2, 1);
        watcher.finished(1);
        watcher.finished(2);
        watcher.killed(1);
        assertThat(said.toString().lines().toList().getLast()).contains("2 of 2 files, 1 of 1 kills");
    }
}

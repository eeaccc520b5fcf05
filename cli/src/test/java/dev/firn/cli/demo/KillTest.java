package dev.firn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// More than 200 times: a process that fills a store gets SIGKILL, at work or in recovery, and nothing that it has
/// acknowledged is missing, and nothing is there that it never finished.
///
/// Nearly all of the time goes into starting JVMs, so the two modes are tried side by side.
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
    private static final int KILLS = 102;
    private static final int TEXTS = 8 * KILLS;

    @TempDir Path folder;

    @Test
    void pageModeLosesNothing() throws IOException {
        survive(folder, FirnWordStore.ANY_BACKEND, 1);
    }

    @Test
    void emulatedCacheLineModeLosesNothing() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "no memory file system at /dev/shm: emulated mode is not tried");
        Path place = Files.createTempDirectory(memory, "firn-kill-test");
        try {
            survive(place, "emulated", 2);
        } finally {
            try (var files = Files.list(place)) {
                for (Path file : files.toList()) Files.delete(file);
            }
            Files.delete(place);
        }
    }

    private void survive(Path place, String backend, long seed) throws IOException {
        var command = new ChildCommand(FirnWordStore.class.getName(), List.of(), List.of(backend));
        var setup = new CrashRun.Setup(command, FirnWordStore.opener(backend), place.resolve("words.firn"), folder);
        var plan = new KillPlan(KILLS, TEXTS, new Random(seed));
        var run = new CrashRun(setup, new Feed(texts(new Random(seed))), plan, Watcher.NONE);
        assertThat(run.run()).as("seed %d, %s", seed, backend).isEmpty();
        assertThat(run.tally().kills()).isEqualTo(KILLS);
        assertThat(run.model().done()).isEqualTo(TEXTS);
    }

    private List<Text> texts(Random random) throws IOException {
        var texts = new ArrayList<Text>();
        for (int i = 0; i < TEXTS; i++) {
            var text = new StringBuilder();
            for (int n = 1 + random.nextInt(40); n > 0; n--) text.append(letters(random.nextInt(1000))).append(' ');
            texts.add(new Text.PlainFile(Files.writeString(folder.resolve(i + ".txt"), text)));
        }
        return texts;
    }

    /// A word for each number.
    private static String letters(int number) {
        return "" + (char) ('a' + number / 100) + (char) ('a' + number / 10 % 10) + (char) ('a' + number % 10);
    }
}

package dev.firn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More than 200 times: a process that fills a store gets SIGKILL, at work or in recovery, and nothing that it has
/// acknowledged is missing, and nothing is there that it never finished.
class KillTest {
    @TempDir
    Path folder;

    @Test
    void pageModeLosesNothing() throws IOException {
        survive(folder, Optional.empty(), 110, 1);
    }

    @Test
    void emulatedCacheLineModeLosesNothing() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "no memory file system at /dev/shm: emulated mode is not tried");
        Path place = Files.createTempDirectory(memory, "firn-kill-test");
        try {
            survive(place, Optional.of("emulated"), 110, 2);
        } finally {
            try (var files = Files.list(place)) {
                for (Path file : files.toList()) Files.delete(file);
            }
            Files.delete(place);
        }
    }

    private void survive(Path place, Optional<String> backend, int kills, long seed) throws IOException {
        var command = new ChildCommand(
                FirnWordStore.class.getName(), List.of(), List.of(backend.orElse(FirnWordStore.ANY_BACKEND)));
        var setup = new CrashRun.Setup(
                command, FirnWordStore.opener(backend), place.resolve("words.firn"), folder);
        List<Text> texts = texts(kills * 10, new Random(seed));
        var run = new CrashRun(setup, new Feed(texts), new KillPlan(kills, texts.size(), new Random(seed)), Watcher.NONE);
        assertThat(run.run()).isEmpty();
        assertThat(run.tally().kills()).isEqualTo(kills);
        assertThat(run.model().done()).isEqualTo(texts.size());
    }

    private List<Text> texts(int count, Random random) throws IOException {
        var texts = new ArrayList<Text>();
        for (int i = 0; i < count; i++) {
            var text = new StringBuilder();
            for (int n = 1 + random.nextInt(40); n > 0; n--) {
                text.append(Integer.toString(random.nextInt(36 * 36), 36).replaceAll("[0-9]", "x")).append(' ');
            }
            texts.add(new Text.PlainFile(Files.writeString(folder.resolve(i + ".txt"), text)));
        }
        return texts;
    }
}

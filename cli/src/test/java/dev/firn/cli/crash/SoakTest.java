package dev.firn.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.cli.Cli;
import dev.firn.cli.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {
    @TempDir Path folder;

    @Test
    void aCancelledSoakSaysWhatItSaw() throws Exception {
        var said = new CompletableFuture<Cli>();
        Thread soak =
                Thread.ofPlatform().start(() -> said.complete(Cli.run("crash", "soak", "--dir", folder, "--json")));
        while (soak.isAlive() && !isBegun()) Thread.sleep(20);
        soak.interrupt();
        assertThat(said.get().code()).as(said.get().err()).isZero();
        var report = Json.MAPPER.readTree(said.get().out());
        assertThat(report.get("cancelled").asBoolean()).isTrue();
        assertThat(report.get("violations")).isEmpty();
        assertThat(report.get("seconds").asDouble()).isLessThan(60); // It is to go on for ten minutes.
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void minutesAreSomeTime() {
        assertThat(Cli.run("crash", "soak", "--minutes", "0").err()).contains("--minutes must be positive");
        assertThat(Cli.run("crash", "soak", "--minutes", "NaN").code()).isEqualTo(2);
    }

    private boolean isBegun() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.endsWith("soak.firn"));
        }
    }
}

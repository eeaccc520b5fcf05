package dev.firn.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.cli.Cli;
import dev.firn.cli.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 200 SIGKILLs of a process that fills a store, at work, in recovery and while it closes, and nothing that it has
/// acknowledged is missing. That a campaign sees what is missing is shown by `KillCampaignTest` and [WorkJudgeTest].
class KillTest {
    private static final int KILLS = 100;

    @TempDir Path folder;

    @Test
    void pageModeLosesNothing() throws IOException {
        survive(folder, WorkStore.ANY_BACKEND, 1);
    }

    @Test
    void emulatedCacheLineModeLosesNothing() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "no memory file system at /dev/shm: emulated mode is not tried");
        survive(memory, "emulated", 2);
    }

    private static void survive(Path place, String mode, int seed) throws IOException {
        var said = Cli.run("crash", "kill", "--count", KILLS, "--dir", place, "--mode", mode, "--seed", seed, "--json");
        assertThat(said.code()).as(said.err() + said.out()).isZero();
        JsonNode report = Json.MAPPER.readTree(said.out());
        assertThat(report.get("violations")).isEmpty();
        assertThat(report.get("kills").asInt()).isEqualTo(KILLS);
        assertThat(report.get("killsOpening").asInt()).isPositive();
        assertThat(report.get("acknowledgements").asInt()).isGreaterThan(KILLS);
        assertThat(report.get("seed").asInt()).isEqualTo(seed);
        assertThat(report.get("cancelled").asBoolean()).isFalse();
    }
}

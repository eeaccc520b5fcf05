package dev.firn.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.cli.Cli;
import dev.firn.cli.Json;
import dev.firn.faultinjection.blocks.BlockTools;
import dev.firn.faultinjection.blocks.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Power cuts of a real file system's device; skipped where the tools for that are missing.
@Tag("blocks")
class BlocksCommandTest {
    @TempDir Path folder;

    @BeforeEach
    void needsTheTools() {
        var missing = BlockTools.missing(FileSystem.EXT4);
        assumeTrue(missing.isEmpty(), () -> "no power cuts of a device here: " + missing.orElseThrow());
    }

    @Test
    void powerCutsLoseNothing() throws Exception {
        JsonNode report = cut("--cuts", "24", "--seed", "3");
        assertThat(report.get("violations")).isEmpty();
        assertThat(report.get("broken").asInt()).isZero();
        assertThat(report.get("cuts").asInt()).isEqualTo(24);
        assertThat(report.get("cutsAtFlush").asInt()).isPositive();
        assertThat(report.get("flushes").asInt()).isGreaterThan(50);
    }

    @Test
    void withoutDrainsTheyLoseWhatWasAcknowledged() throws Exception {
        JsonNode report = cut("--cuts", "24", "--seed", "3", "--control");
        assertThat(report.get("broken").asInt()).isPositive();
        assertThat(report.get("violations").toString()).contains("was acknowledged");
    }

    private JsonNode cut(String... options) throws Exception {
        var arguments = new ArrayList<Object>(List.of("crash", "blocks", "--json", "--dir", folder));
        arguments.addAll(List.of(options));
        var said = Cli.run(arguments.toArray());
        assertThat(said.code()).as(said.err() + said.out()).isZero();
        try (var left = Files.list(folder)) {
            assertThat(left).as("mounts and files are gone").isEmpty();
        }
        return Json.MAPPER.readTree(said.out());
    }
}

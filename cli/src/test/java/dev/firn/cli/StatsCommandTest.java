package dev.firn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreMetrics.MemoryUse;
import dev.firn.heap.StoreOptions;
import dev.firn.log.SpaceReport;
import dev.firn.log.SpaceReport.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsCommandTest {
    @TempDir private Path directory;

    private Path file;

    @BeforeEach
    void aStoreOfWhichMostIsGarbage() {
        file = directory.resolve("store.firn");
        var options = StoreOptions.defaults().withSegmentBytes(64 << 10).withInitialBytes(1 << 20);
        try (Store store = Store.open(file, options)) {
            var map = store.map("map", Codec.string(), Codec.bytes());
            for (int i = 0; i < 10; i++) map.put("key", new byte[20_000]);
        }
    }

    @Test
    void theBarShowsThePartsInOrder() throws IOException {
        byte[] before = Files.readAllBytes(file);
        var said = Cli.run("stats", file.toString());
        assertThat(said.code()).as(said.err()).isZero();
        var lines = said.out().lines().toList();
        assertThat(lines.getFirst()).startsWith(file + ": ").endsWith("% full");
        assertThat(lines.get(1)).matches("\\[#+~+\\.+%*]").hasSize(SpaceText.WIDTH + 2);
        assertThat(said.out()).contains("# live", "~ garbage", ". free", "% overhead", "segments of 65,536 bytes");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void thePartsAddUpToTheFile() throws IOException {
        var said = Cli.run("stats", "--json", file.toString());
        JsonNode stats = Json.MAPPER.readTree(said.out());
        var space = stats.get("space");
        long sum = 0;
        for (var part : new String[] {"live", "garbage", "free", "overhead"}) sum += space.get(part).asLong();
        assertThat(sum).isEqualTo(space.get("file").asLong()).isEqualTo(Files.size(file));
        assertThat(space.get("live").asLong()).isBetween(20_000L, 25_000L);
        assertThat(space.get("garbage").asLong()).isGreaterThan(180_000);
        assertThat(stats.get("memory").get("mapping").asLong()).isPositive();
    }

    @Test
    void aBarIsAlwaysAsWide() {
        var memory = new MemoryUse(0, 0);
        var segments = new Segments(1, 1, 1, 1, 0);
        for (long live = 0; live <= 97; live++) {
            for (long garbage = 0; live + garbage <= 97; garbage++) {
                var space = new SpaceReport(100, live, garbage, 97 - live - garbage, 3, segments);
                assertThat(SpaceText.of("file", space, memory).get(1)).hasSize(SpaceText.WIDTH + 2);
            }
        }
        var nothing = new SpaceReport(0, 0, 0, 0, 0, segments);
        assertThat(SpaceText.of("file", nothing, memory).get(1)).hasSize(SpaceText.WIDTH + 2);
    }

    @Test
    void whatIsNoStoreIsSaid() throws IOException {
        Files.writeString(file, "no store");
        var said = Cli.run("stats", file.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).startsWith("firn: ").contains(file.toString());
    }
}

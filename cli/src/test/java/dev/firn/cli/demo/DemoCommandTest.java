package dev.firn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.cli.Json;
import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path texts;

    @BeforeEach
    void someTexts() throws Exception {
        texts = Files.createDirectory(folder.resolve("texts"));
        for (int i = 0; i < 40; i++)
            Files.writeString(texts.resolve(i + ".txt"), "The cat sat on the mat. ".repeat(i + 1));
    }

    @Test
    void theReportIsForPeople() {
        Path store = folder.resolve("words.firn");
        assertThat(demo("--kills", "2", "--seed", "5", "--store", store.toString())).isZero();
        assertThat(err.toString()).contains("Counting the words of 40 files", "40 of 40 files, 2 of 2 kills");
        assertThat(out.toString())
                .contains("Nothing was lost: after each of 2 kills the store held exactly what had been acknowledged.")
                .containsPattern("files \\(one transaction each\\) +40\n")
                .containsPattern("words +4,920   5 different ones\n")
                .contains("            the       1,640  ########################################\n")
                .contains("The store is in " + store);
        try (Store words = Store.open(store)) {
            assertThat(words.sortedMap("words", Codec.string(), Codec.int64())).containsEntry("the", 1640L).hasSize(5);
        }
    }

    @Test
    void orForPrograms() throws Exception {
        assertThat(demo("--kills", "1", "--json", "--files", "10")).isZero();
        JsonNode report = Json.MAPPER.readTree(out.toString());
        assertThat(report.get("lost")).isEmpty();
        assertThat(report.get("files").asInt()).isEqualTo(10);
        assertThat(report.get("kills").asInt()).isEqualTo(1);
        assertThat(report.get("top").get(0).toString()).startsWith("{\"word\":\"the\",\"count\":");
    }

    private int demo(String... more) {
        var line =
                new CommandLine(new DemoCommand())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        String[] all = new String[more.length + 2];
        System.arraycopy(more, 0, all, 0, more.length);
        all[more.length] = "--input";
        all[more.length + 1] = texts.toString();
        return line.execute(all);
    }
}

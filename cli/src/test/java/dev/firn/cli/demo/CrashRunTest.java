package dev.firn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.cli.demo.JournalStore.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does the run see what a store loses? A proof that cannot fail proves nothing, so it is shown stores that lie.
class CrashRunTest {
    private static final int DOCUMENTS = 3000;

    @TempDir Path folder;

    @Test
    void aStoreThatKeepsItsWordPasses() throws IOException {
        var run = run(Defect.NONE, 6);
        assertThat(run.run()).isEmpty();
        assertThat(run.tally().kills()).isEqualTo(6);
        assertThat(run.model().done()).isEqualTo(DOCUMENTS);
        assertThat(run.model().words()).isEqualTo(4L * DOCUMENTS);
    }

    @Test
    void acknowledgingBeforeItIsDurableIsSeen() throws IOException {
        assertThat(run(Defect.EARLY, 12).run())
                .isNotEmpty()
                .first()
                .asString()
                .contains("was the last one acknowledged");
    }

    @Test
    void halfATransactionIsSeen() throws IOException {
        assertThat(run(Defect.HALVES, 60).run()).isNotEmpty().first().asString().startsWith("the word '");
    }

    @Test
    void aChildThatEndsByItselfIsNoSuccess() throws IOException {
        var command = new ChildCommand("no.such.Main", List.of(), List.of());
        assertThatThrownBy(() -> run(command, Defect.NONE, 0).run())
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("exit code 1");
    }

    private CrashRun run(Defect defect, int kills) throws IOException {
        return run(JournalStore.command(defect), defect, kills);
    }

    private CrashRun run(ChildCommand command, Defect defect, int kills) throws IOException {
        var setup =
                new CrashRun.Setup(
                        command, file -> new JournalStore(file, defect), folder.resolve("journal.txt"), folder);
        return new CrashRun(setup, new Feed(texts()), new KillPlan(kills, DOCUMENTS, new Random(7)), Watcher.NONE);
    }

    private List<Text> texts() throws IOException {
        var texts = new ArrayList<Text>();
        for (int i = 0; i < DOCUMENTS; i++) {
            Path file =
                    Files.writeString(folder.resolve(i + ".txt"), "one two two w" + Character.toString('a' + i % 26));
            texts.add(new Text.PlainFile(file));
        }
        return texts;
    }
}

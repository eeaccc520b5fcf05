package dev.firn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.cli.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    @TempDir Path folder;

    @Test
    void filesFoldersAndZipsAreListedInOrder() throws IOException {
        Path file = write("single.txt", "a");
        write("many/2.txt", "b");
        write("many/1.txt", "c");
        write("many/.git/config", "hidden");
        Path zip = zip("texts.zip", "x/1.txt", "x/2.txt");
        try (Corpus corpus = Corpus.of(List.of(zip, folder.resolve("many"), file), 100)) {
            assertThat(names(corpus))
                    .containsExactly("texts.zip!x/1.txt", "texts.zip!x/2.txt", "1.txt", "2.txt", "single.txt");
            assertThat(Corpus.read(corpus.texts().getFirst()))
                    .hasValueSatisfying(bytes -> assertThat(new String(bytes)).isEqualTo("x/1.txt"));
        }
    }

    @Test
    void theLimitHoldsOverAll() throws IOException {
        try (Corpus corpus = Corpus.of(List.of(zip("t.zip", "1", "2", "3"), write("f.txt", "x")), 2)) {
            assertThat(corpus.texts()).hasSize(2);
        }
    }

    @Test
    void aMissingInputIsNamed() {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> Corpus.of(List.of(nowhere), 10))
                .isInstanceOf(UsageException.class)
                .hasMessage("cannot read the input " + nowhere);
    }

    @Test
    void binaryAndHugeFilesArePassedOver() throws IOException {
        Files.write(folder.resolve("a.bin"), new byte[] {'x', 0, 'y'});
        Files.write(folder.resolve("b.txt"), "x ".repeat(Corpus.MAX_TEXT_BYTES).getBytes());
        write("c.txt", "text");
        try (Corpus corpus = Corpus.of(List.of(folder), 10)) {
            var feed = new Feed(corpus.texts());
            assertThat(feed.get(1)).map(Document::counts).hasValue(Words.count("text".getBytes()));
            assertThat(feed.get(2)).isEmpty();
            assertThat(feed.skipped()).isEqualTo(2);
        }
    }

    @Test
    void documentsAreHandedOutAgainUntilTheyAreFinished() throws IOException {
        for (int i = 0; i < 5; i++) write(i + ".txt", "w" + i);
        try (Corpus corpus = Corpus.of(List.of(folder), 10)) {
            var feed = new Feed(corpus.texts());
            var second = feed.get(1).flatMap(_ -> feed.get(2)).orElseThrow();
            assertThat(feed.get(3)).isPresent();
            feed.finished(1);
            assertThat(feed.get(2)).containsSame(second);
            assertThat(feed.handedOut()).isEqualTo(3);
        }
    }

    @Test
    void withoutSourcesTheJdksLegalTextsAndThisFolderAreTaken() throws IOException {
        Path jdk = Files.createDirectories(folder.resolve("jdk"));
        Path legal = Files.createDirectories(jdk.resolve("legal"));
        Path here = Files.createDirectories(folder.resolve("here"));
        assertThat(StandardInput.paths(jdk, here)).containsExactly(legal, here);
        Path sources = write("jdk/lib/src.zip", "");
        assertThat(StandardInput.paths(jdk, here)).containsExactly(sources);
    }

    private static List<String> names(Corpus corpus) {
        return corpus.texts().stream().map(text -> Path.of(text.name())).map(CorpusTest::tail).toList();
    }

    private static String tail(Path name) {
        for (int i = 0; i < name.getNameCount(); i++) {
            if (name.getName(i).toString().contains("!")) return name.subpath(i, name.getNameCount()).toString();
        }
        return name.getFileName().toString();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path zip(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes());
            }
        }
        return file;
    }
}

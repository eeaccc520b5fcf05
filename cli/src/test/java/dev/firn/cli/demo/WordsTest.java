package dev.firn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void wordsAreRunsOfLettersInLowerCase() {
        assertThat(count("The cat -- the CAT's hat2hat.")).isEqualTo(Map.of("the", 2L, "cat", 2L, "s", 1L, "hat", 2L));
    }

    @Test
    void lettersOfAnyScriptCount() {
        assertThat(count("Schöner Tag, 雪線 \ud801\udc00\ud801\udc28"))
                .containsOnlyKeys("schöner", "tag", "雪線", "\ud801\udc28\ud801\udc28");
    }

    @Test
    void nothingGivesNothing() {
        assertThat(count("")).isEmpty();
        assertThat(count(" 12 34 \n")).isEmpty();
    }

    @Test
    void bytesThatAreNoTextEndAWord() {
        assertThat(Words.count(new byte[] {'a', 'b', (byte) 0xff, 'c'})).isEqualTo(Map.of("ab", 1L, "c", 1L));
    }

    @Test
    void anEndlessWordIsCut() {
        assertThat(count("x".repeat(1000))).containsOnlyKeys("x".repeat(Words.MAX_LETTERS));
    }

    private static Map<String, Long> count(String text) {
        return Words.count(text.getBytes(StandardCharsets.UTF_8));
    }
}

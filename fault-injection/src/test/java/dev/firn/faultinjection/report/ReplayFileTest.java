package dev.firn.faultinjection.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayFileTest {
    private static final String GOOD =
            """
            firn-replay 1
            test dev.example.BankTest.transfer
            seed -7
            operations 0 3-5
            schedule -
            crash 17 JAVA of 9 lost 3-5 trace 5f3a61c400d2ee01
            crash 4 PX86 of 2 lost none garbage 0-1 trace ffffffffffffffff
            end
            """;

    @Test
    void textIsWhatPeopleCanRead() {
        var file = ReplayFile.parse(GOOD);
        assertThat(file.text()).isEqualTo(GOOD);
        assertThat(file.seed()).isEqualTo(-7);
        assertThat(file.operations()).hasValueSatisfying(set -> assertThat(set.toString()).isEqualTo("{0, 3, 4, 5}"));
        assertThat(file.path()).isEqualTo("17/JAVA/c701>4/PX86/0f");
    }

    @Property(tries = 500)
    void whatIsWrittenIsRead(@ForAll("files") ReplayFile file) {
        String text = file.text();
        assertThat(ReplayFile.parse(text)).isEqualTo(file);
        assertThat(text.length()).isLessThanOrEqualTo(ReplayFile.MOST_BYTES);
    }

    @Property(tries = 500)
    void whateverIsReadIsRefusedOrMeansSomething(@ForAll("files") ReplayFile file, @ForAll long seed) {
        String damaged = damaged(file.text(), new SplittableRandom(seed));
        try {
            assertThat(ReplayFile.parse(damaged).text()).isNotEmpty();
        } catch (ReplayFileException e) {
            assertThat(e).hasMessageContaining("expected").hasMessageContaining("found");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "firn-replay 1   | firn-replay 2     | 1 | expected firn-replay 1, found \"firn-replay 2\"",
                "seed -7         | seed x            | 3 | expected seed and a number",
                "operations 0 3-5| operations 3-5 0  | 4 | not in order",
                "lost 3-5        | lost 3-9          | 6 | names word 9",
                "lost 3-5        | lost 5-3          | 6 | not in order",
                "of 9            | of 99999999       | 6 | 99999999 words",
                "JAVA of         | JAVA              | 6 | crash EVENT MODEL of WORDS",
                "ffffffffffffffff| fff               | 7 | trace HASH",
                "end             | END               | 8 | expected end",
                "schedule -      | plan -            | 5 | expected schedule"
            })
    void damageIsNamed(String good, String bad, int line, String message) {
        assertThatThrownBy(() -> ReplayFile.parse(GOOD.replaceFirst(good, bad)))
                .isInstanceOfSatisfying(ReplayFileException.class, e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageContaining(message);
    }

    @Test
    void everyShorterFileIsRefused() {
        for (int length = 0; length < GOOD.length(); length++) {
            String cut = GOOD.substring(0, length);
            assertThatThrownBy(() -> ReplayFile.parse(cut)).isInstanceOf(ReplayFileException.class);
        }
    }

    @Test
    void aFileThatIsTooLongIsNotEvenRead(@TempDir Path folder) throws Exception {
        var path = Files.write(folder.resolve("long"), new byte[5000]);
        assertThatThrownBy(() -> ReplayFile.read(path))
                .isInstanceOf(ReplayFileException.class)
                .hasMessageContaining("5000 bytes");
    }

    @Test
    void manyScatteredLossesAreRefusedAndNotCut() {
        var random = new SplittableRandom(1);
        var lost = new BitSet();
        IntStream.range(0, 60_000).filter(_ -> random.nextBoolean()).forEach(lost::set);
        var file = file(List.of(new ReplayCrash(1, "JAVA", 60_000, lost, new BitSet(), 1)));
        assertThatThrownBy(file::text)
                .isInstanceOf(ReplayTooLargeException.class)
                .hasMessageContaining("at most 4096 bytes");
    }

    @Test
    void everySecondWordOfALargeBlockFits() {
        var lost = new BitSet();
        IntStream.range(0, 50_000).filter(word -> word % 2 == 0).forEach(lost::set);
        var file = file(List.of(new ReplayCrash(1, "JAVA", 50_000, lost, new BitSet(), 1)));
        assertThat(file.text()).contains("packed ");
        assertThat(ReplayFile.parse(file.text())).isEqualTo(file);
    }

    @Provide
    Arbitrary<ReplayFile> files() {
        var names =
                Arbitraries.strings().withCharRange('!', '~').withChars(' ', 'ü', '→').ofMinLength(1).ofMaxLength(60);
        var good = names.map(name -> "T" + name.strip());
        var operations =
                Arbitraries.integers().between(0, 300).set().ofMaxSize(40).map(ReplayFileTest::bits).optional();
        var schedules = Arbitraries.of("", "0x3 1 0x7", "seed 9");
        return Combinators.combine(
                        good, Arbitraries.longs(), operations, schedules, crashes().list().ofMinSize(1).ofMaxSize(3))
                .as(ReplayFile::new);
    }

    private static Arbitrary<ReplayCrash> crashes() {
        var lost = Arbitraries.integers().between(0, 999).set().ofMaxSize(80).map(ReplayFileTest::bits);
        var garbage = Arbitraries.integers().between(0, 999).set().ofMaxSize(9).map(ReplayFileTest::bits);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 999_999_999),
                        Arbitraries.of("JAVA", "PX86", "my-own:model"),
                        Arbitraries.integers().between(0, 4000),
                        lost,
                        garbage,
                        Arbitraries.longs())
                .as((event, model, more, set, bad, hash) -> new ReplayCrash(event, model, 1000 + more, set, bad, hash));
    }

    private static ReplayFile file(List<ReplayCrash> crashes) {
        return new ReplayFile("T", 1, Optional.empty(), "", crashes);
    }

    private static BitSet bits(Iterable<Integer> numbers) {
        var set = new BitSet();
        numbers.forEach(set::set);
        return set;
    }

    private static String damaged(String text, SplittableRandom random) {
        var letters = text.toCharArray();
        letters[random.nextInt(letters.length)] = (char) random.nextInt(128);
        int cut = random.nextInt(4) == 0 ? random.nextInt(letters.length) : letters.length;
        return new String(letters, 0, cut);
    }
}

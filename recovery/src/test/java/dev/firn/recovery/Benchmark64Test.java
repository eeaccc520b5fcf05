package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.OwnedText;
import dev.firn.recovery.Benchmark64.Answer;
import dev.firn.recovery.Benchmark64.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The table of known mistakes says what is true.
class Benchmark64Test {
    private static final Path ROOT = Path.of("..");

    @Test
    void noNumberIsMissing() {
        assertThat(Benchmark64.ALL).extracting(Row::number).isEqualTo(IntStream.rangeClosed(1, 64).boxed().toList());
    }

    @Test
    void whatItNamesExists() throws IOException {
        for (var row : Benchmark64.ALL) {
            switch (row.answer()) {
                case Answer.Ours(var what) ->
                        assertThat(Mutants.ALL).as("%s", row).extracting(Mutant::what).contains(what);
                case Answer.Elsewhere(var test, var what) -> {
                    requireTest(test);
                    requireTest(test.substring(0, test.indexOf('#')) + "#" + what);
                }
                case Answer.InAProgram(var test) -> requireTest(test + "(");
                case Answer.Watched(var test) -> requireTest(test + "(");
                case Answer.Audited _, Answer.Equivalent _, Answer.DoesNotApply _ -> {}
            }
        }
    }

    private static void requireTest(String test) throws IOException {
        String[] parts = test.split("#");
        assertThat(Files.readString(ROOT.resolve(parts[0]))).contains(parts[1]);
    }

    @Test
    void noMutantStandsForTwo() {
        var named =
                Benchmark64.ALL.stream()
                        .map(row -> row.answer() instanceof Answer.Ours(var what) ? what : "" + row.number())
                        .toList();
        assertThat(named).doesNotHaveDuplicates();
    }

    @Test
    void atLeastFortyAreMadeAndFound() {
        long made =
                Benchmark64.ALL.stream()
                        .filter(row -> row.answer() instanceof Answer.Ours || row.answer() instanceof Answer.Elsewhere)
                        .count();
        assertThat(made).isGreaterThanOrEqualTo(40);
    }

    @Test
    void theTableInTheDocsIsTheList() {
        String table =
                Benchmark64.ALL.stream()
                        .map(row -> "| %d | %s | %s |".formatted(row.number(), row.mistake(), text(row.answer())))
                        .collect(
                                Collectors.joining("\n", "| | the mistake | what became of it |\n|---|---|---|\n", ""));
        OwnedText.check(ROOT.resolve("docs").resolve("mutants.md"), "benchmark", table);
    }

    private static String text(Answer answer) {
        return switch (answer) {
            case Answer.Ours(var what) -> "found: " + what;
            case Answer.Elsewhere(var test, var what) -> "found: %s (`%s`)".formatted(what, shortened(test));
            case Answer.InAProgram(var test) ->
                    "not made in the store; found in a small program: `%s`".formatted(shortened(test));
            case Answer.Audited(var what) -> "found by the audit: " + what;
            case Answer.Equivalent(var why) -> "no crash can show it: " + why;
            case Answer.Watched(var test) -> "not made as a mutant; watched by `%s`".formatted(shortened(test));
            case Answer.DoesNotApply(var why) -> "does not apply: " + why;
        };
    }

    private static String shortened(String test) {
        String module = test.substring(0, test.indexOf('/'));
        return module + ", " + test.substring(test.lastIndexOf('/') + 1).replace(".java", "").replace('#', '.');
    }
}

package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.firn.faultinjection.OwnedText;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Shows that the crash tests can fail: every mutant of the log is found by one of them, and the log itself by none.
class MutationTest {
    @TestFactory
    Stream<DynamicTest> theLogItselfPasses() {
        return Subjects.all().entrySet().stream().map(each -> dynamicTest(each.getKey(), each.getValue()::run));
    }

    @TestFactory
    Stream<DynamicTest> everyMutantIsFound() {
        return Mutants.ALL.stream()
                .map(mutant ->
                        dynamicTest(
                                mutant.what(),
                                () -> {
                                    var loader = new MutantLoader(mutant);
                                    var found = catchThrowable(subjects(loader).get(mutant.killer())::run);
                                    assertThat(loader.changes()).as("places changed").isPositive();
                                    assertThat(found)
                                            .as("what the check said")
                                            .isNotNull()
                                            .isNotInstanceOf(LinkageError.class);
                                }));
    }

    @Test
    void theTableInTheDocsIsTheList() {
        String table =
                Mutants.ALL.stream()
                        .map(m ->
                                "| %s | %s | `%s.%s` | %s |"
                                        .formatted(m.rule(), m.what(), m.type(), m.method(), m.killer()))
                        .collect(
                                Collectors.joining(
                                        "\n",
                                        "| rule | the mutant | changed in | found by |\n|---|---|---|---|\n",
                                        ""));
        OwnedText.check(Path.of("..", "docs", "testing.md"), "mutants", table);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Runnable> subjects(ClassLoader loader) {
        try {
            var type = Class.forName("dev.firn.recovery.Subjects", true, loader);
            return (Map<String, Runnable>) type.getMethod("all").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

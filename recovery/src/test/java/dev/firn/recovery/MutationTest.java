package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.firn.faultinjection.OwnedText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Shows that the crash tests can fail: every mutant of the log is found by one of them, and the log itself by none.
class MutationTest {
    /// The certificate: the log as it is passes every check, and they came to every ordering point.
    @TestFactory
    Stream<DynamicTest> theLogItselfPasses() {
        var loader = new NotingLoader();
        var checks = subjects(loader).entrySet().stream().map(each -> dynamicTest(each.getKey(), each.getValue()::run));
        var points =
                Arrays.stream(OrderingPoint.values())
                        .map(point ->
                                dynamicTest(
                                        "came to " + point, () -> assertThat(loader.passed()).contains(point.name())));
        return Stream.concat(checks, points);
    }

    /// The table in the docs comes last: it says how long each took.
    @TestFactory
    Stream<DynamicTest> everyMutantIsFound() {
        var took = new HashMap<Mutant, Duration>();
        var found =
                Mutants.ALL.stream()
                        .map(mutant -> dynamicTest(mutant.what(), () -> took.put(mutant, requireFound(mutant))));
        var table =
                dynamicTest("the table in the docs is the list", () -> checkTable(mutant -> seconds(took.get(mutant))));
        return Stream.concat(found, Stream.of(table));
    }

    /// From the loading of the broken log to the first failure.
    private static Duration requireFound(Mutant mutant) {
        long began = System.nanoTime();
        var loader = mutant.loader();
        var found = catchThrowable(subjects(loader).get(mutant.killer())::run);
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(loader.changes()).as("places changed").isPositive();
        assertThat(found).as("what the check said").isNotNull().isNotInstanceOf(LinkageError.class);
        return took;
    }

    @Test
    void everyOrderingPointHasAMutantWithoutIt() {
        for (var point : OrderingPoint.values()) {
            assertThat(Mutants.ALL).as("mutants without %s", point).anyMatch(mutant -> mutant.points().contains(point));
        }
    }

    /// Rules 9 and 11 are the heap's; what 8, 10 and 12 are about is not there yet.
    @Test
    void everyRuleOfTheLogHasAMutantThatBreaksIt() {
        assertThat(Mutants.ALL).extracting(Mutant::rule).contains("1", "2", "3", "4", "5", "6", "7", "13", "14");
    }

    @Test
    void everyOrderingPointIsInTheCode() {
        var calls = CallSites.all();
        for (var point : OrderingPoint.values()) {
            assertThat(calls).as("calls at %s", point).anyMatch(site -> site.isPoint(point));
        }
    }

    /// Whoever adds a store or a drain has to say what it is for, and what happens without it.
    @Test
    void everyStoreAndDrainInTheCodeIsAnOrderingPoint() {
        for (var site : CallSites.ofRegions()) {
            assertThat(OrderingPoint.values()).as("%s", site).anyMatch(site::isPoint);
        }
    }

    @Test
    void theTableOfOrderingPointsIsTheList() {
        String table =
                Arrays.stream(OrderingPoint.values())
                        .map(OrderingPoint::row)
                        .collect(Collectors.joining("\n", "| id | what is then true | where |\n|---|---|---|\n", ""));
        OwnedText.check(Path.of("..", "docs", "design.md"), "ordering points", table);
    }

    private static void checkTable(Function<Mutant, String> took) {
        String table =
                Mutants.ALL.stream()
                        .map(m ->
                                "| %s | %s | %s | `%s.%s` | %s | %s |"
                                        .formatted(
                                                m.rule(),
                                                points(m),
                                                m.what(),
                                                m.type(),
                                                m.method(),
                                                m.killer(),
                                                took.apply(m)))
                        .collect(
                                Collectors.joining(
                                        "\n",
                                        "| rule | without | the mutant | changed in | found by | seconds |\n"
                                                + "|---|---|---|---|---|---|\n",
                                        ""));
        OwnedText.checkMeasured(Path.of("..", "docs", "mutants.md"), "mutants", table);
    }

    private static String seconds(Duration took) {
        return took == null ? "" : String.format(Locale.ROOT, "%.2f", took.toMillis() / 1e3);
    }

    private static String points(Mutant mutant) {
        return mutant.points().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
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

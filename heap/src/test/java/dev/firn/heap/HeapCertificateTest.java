package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.firn.faultinjection.OwnedText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Shows that the checks of the heap can fail: every mutant is found by one of them, and the heap itself by none.
class HeapCertificateTest {
    /// The certificate: the heap as it is passes every check, and they came to every ordering point.
    @TestFactory
    Stream<DynamicTest> theHeapItselfPasses() throws ReflectiveOperationException {
        var anew = new HeapChanges(null);
        var checks = anew.checks().entrySet().stream().map(each -> dynamicTest(each.getKey(), each.getValue()::run));
        var points =
                Arrays.stream(HeapPoint.values())
                        .map(point -> dynamicTest("came to " + point, () -> assertThat(anew.passed(point)).isTrue()));
        return Stream.concat(checks, points);
    }

    @TestFactory
    Stream<DynamicTest> everyMutantIsFound() {
        return HeapMutant.ALL.stream().map(mutant -> dynamicTest(mutant.what(), () -> requireFound(mutant)));
    }

    private static void requireFound(HeapMutant mutant) throws ReflectiveOperationException {
        var anew = new HeapChanges(mutant);
        var found = catchThrowable(anew.checks().get(mutant.killer())::run);
        assertThat(anew.changes()).as("places changed").isPositive();
        assertThat(found).as("what the check said").isNotNull().isNotInstanceOf(LinkageError.class);
    }

    @Test
    void everyOrderingPointHasAMutantWithoutIt() {
        assertThat(HeapMutant.ALL.stream().map(HeapMutant::point)).contains(HeapPoint.values());
    }

    /// Rules that the log alone cannot keep; those of the log are in the recovery's tests.
    @Test
    void everyRuleOfTheHeapHasAMutantThatBreaksIt() {
        assertThat(HeapMutant.ALL).extracting(HeapMutant::rule).contains("1", "6", "9", "11", "13", "14");
    }

    @Test
    void theTableOfOrderingPointsIsTheList() {
        String table =
                Arrays.stream(HeapPoint.values())
                        .map(HeapPoint::row)
                        .collect(Collectors.joining("\n", "| id | what is then true | where |\n|---|---|---|\n", ""));
        OwnedText.check(Path.of("..", "docs", "design.md"), "ordering points of the heap", table);
    }

    @Test
    void theTableOfMutantsIsTheList() {
        String head = "| rule | without | the mutant | changed in | found by |\n|---|---|---|---|---|\n";
        String table = HeapMutant.ALL.stream().map(HeapMutant::row).collect(Collectors.joining("\n", head, ""));
        OwnedText.check(Path.of("..", "docs", "testing.md"), "mutants of the heap", table);
    }
}

package dev.firn.faultinjection.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.allocator.Clumps.Mistake;
import dev.firn.faultinjection.allocator.ListScenario.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Two mistakes that a published allocator had for years, since no test of it crashed while it freed: both are found by
/// trying all short programs, and without them nothing is.
class AllocatorTest {
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults().withModels(CrashModel.PX86, CrashModel.WORDS, CrashModel.PAGECACHE);

    @Test
    void theRepairedAllocatorPassesEveryProgramOfThreeOperations() {
        long images = 0;
        for (var program : programs(3)) {
            var report = CrashExplorer.explore(new ListScenario(EnumSet.noneOf(Mistake.class), program, true), OPTIONS);
            assertThat(report.sampled()).as("models that were not exhausted by %s", program).isEmpty();
            images += report.images();
        }
        assertThat(images).isGreaterThan(10_000);
    }

    @Test
    void aListThatAFreeNeverCameForIsFoundByTheCheck() {
        assertThatThrownBy(() -> exploreAll(EnumSet.of(Mistake.FORGETS_LISTS_OF_ACTIVE), true))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("is ACTIVE and has a list");
    }

    /// Nobody looks at the pool: a number that was pushed after the crash is gone after the next removal.
    @Test
    void aListThatAFreeNeverCameForIsFoundByWhatItDestroysLater() {
        assertThatThrownBy(() -> exploreAll(EnumSet.of(Mistake.FORGETS_LISTS_OF_ACTIVE), false))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("found [")
                .hasMessageContaining("replay with");
    }

    @Test
    void aListOfAReservationThatWasGivenBackIsFound() {
        assertThatThrownBy(() -> exploreAll(EnumSet.of(Mistake.KEEPS_LISTS_OF_RESERVED), true))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("is FREE and has a list");
    }

    @Test
    void theFailureReplays() {
        var program = List.of(Operation.PUSH, Operation.POP);
        var scenario = new ListScenario(EnumSet.of(Mistake.FORGETS_LISTS_OF_ACTIVE), program, true);
        assertThatThrownBy(() -> CrashExplorer.explore(scenario, OPTIONS))
                .isInstanceOfSatisfying(
                        CrashFailure.class,
                        failure ->
                                assertThatThrownBy(() -> CrashExplorer.replay(scenario, failure.path()))
                                        .isInstanceOf(CrashFailure.class));
    }

    private static void exploreAll(Set<Mistake> mistakes, boolean checks) {
        for (var program : programs(3)) CrashExplorer.explore(new ListScenario(mistakes, program, checks), OPTIONS);
    }

    /// Shortest first.
    private static List<List<Operation>> programs(int longest) {
        var all = new ArrayList<List<Operation>>();
        List<List<Operation>> shorter = List.of(List.of());
        for (int length = 1; length <= longest; length++) {
            var longer = new ArrayList<List<Operation>>();
            for (var program : shorter) {
                for (var operation : Operation.values()) {
                    var extended = new ArrayList<>(program);
                    extended.add(operation);
                    longer.add(extended);
                }
            }
            all.addAll(longer);
            shorter = longer;
        }
        return all;
    }
}

package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.ToyLog.Habit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Scenarios made of operations, and the two judges that need nothing else.
class OperationScenarioTest {
    /// Appends numbers.
    private record Appends(Habit habit) implements Subject<Long, List<Long>> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(1024, 1024);
        }

        @Override
        public Session<Long, List<Long>> open(SimulatedRegion region) {
            int[] count = {ToyLog.recover(region, habit).size()};
            return new Session<>() {
                @Override
                public void apply(Long operation) {
                    ToyLog.append(region, count[0]++, operation, habit);
                }

                @Override
                public List<Long> observe() {
                    return ToyLog.recover(region, habit);
                }
            };
        }
    }

    private static final Oracle<Long, List<Long>> MODEL =
            Oracle.model(ArrayList<Long>::new, List::add, List::copyOf);

    private static CrashReport explore(Habit habit, Oracle<Long, List<Long>> oracle) {
        return CrashExplorer.explore(new OperationScenario<>(new Appends(habit), List.of(5L, 6L, 7L), oracle));
    }

    @Test
    void aCorrectLogPassesBoth() {
        assertThat(explore(Habit.CORRECT, MODEL.and(Oracle.sameOutput())).images()).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(value = Habit.class, names = {"FLAG_BEFORE_DRAIN", "NO_FINAL_DRAIN", "BODY_NOT_FLUSHED"})
    void theModelFindsTheMistakes(Habit habit) {
        assertThatThrownBy(() -> explore(habit, MODEL)).isInstanceOf(CrashFailure.class);
    }

    @Test
    void theModelNamesWhatItExpected() {
        assertThatThrownBy(() -> explore(Habit.NO_FINAL_DRAIN, MODEL))
                .hasMessageContaining("found []")
                .hasMessageContaining("after 1: [5]");
    }

    @ParameterizedTest
    @EnumSource(value = Habit.class, names = {"FLAG_BEFORE_DRAIN", "NO_FINAL_DRAIN", "BODY_NOT_FLUSHED"})
    void theOutputOfTheRestIsEnough(Habit habit) {
        assertThatThrownBy(() -> explore(habit, Oracle.sameOutput())).isInstanceOf(CrashFailure.class);
    }

    @Test
    void failuresReplayAndOperationsCanBeLeftOut() {
        var scenario = new OperationScenario<>(new Appends(Habit.NO_FINAL_DRAIN), List.of(5L, 6L, 7L), MODEL);
        assertThatThrownBy(() -> CrashExplorer.explore(scenario))
                .isInstanceOfSatisfying(
                        CrashFailure.class,
                        failure ->
                                assertThatThrownBy(() -> CrashExplorer.replay(scenario, failure.path()))
                                        .hasMessageContaining("found []"));
        var fewer = scenario.withOperations(List.of(6L));
        assertThat(fewer.operations()).containsExactly(6L);
        assertThatThrownBy(() -> CrashExplorer.explore(fewer)).hasMessageContaining("after 1: [6]");
    }
}

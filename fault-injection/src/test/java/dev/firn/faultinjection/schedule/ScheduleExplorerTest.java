package dev.firn.faultinjection.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Small programs with the classic mistakes of threads that share a medium: each is found, its line of text finds it
/// again, and the repaired program is clean in every schedule with at most two preemptions.
class ScheduleExplorerTest {
    @Test
    void answeringBeforeTheFence() {
        requireFound(new ToyCells(ToyCells.Habit.ANSWER_BEFORE_DRAIN, 2, 1), "recovered: 0");
    }

    @Test
    void leavingTheLockBeforeTheFence() {
        var failure = requireFound(new ToyCells(ToyCells.Habit.UNLOCK_BEFORE_DRAIN, 2, 1), "recovered: 1");
        assertThat(failure).hasMessageContaining("possible: 2").hasMessageContaining("-> 2");
    }

    @Test
    void noLockAtAll() {
        requireFound(new ToyCells(ToyCells.Habit.NO_LOCK, 2, 1), "recovered: 1");
        var alone = ScheduleOptions.defaults().withoutCrashes();
        assertThatThrownBy(() -> ScheduleExplorer.explore(new ToyCells(ToyCells.Habit.NO_LOCK, 2, 1), alone))
                .isInstanceOfSatisfying(ScheduleFailure.class, failure -> assertThat(failure.crash()).isEmpty())
                .hasMessageContaining("gives these answers");
    }

    @Test
    void behindAHole() {
        requireFound(new ToyStripes(ToyStripes.Habit.BEHIND_A_HOLE, 2, 1), "recovered: []");
    }

    @Test
    void toldOnAnEarlierFence() {
        requireFound(new ToyGroup(ToyGroup.Habit.TELLS_LATE_COMERS, 2), "recovered: [");
    }

    @Test
    void threadsThatWaitForEachOther() {
        var failure = requireFound(new ToyGroup(ToyGroup.Habit.DEADLOCK, 2), "no thread can go on");
        assertThat(failure).hasMessageContaining("lockBoth");
    }

    @Test
    void repairedCells() {
        requireClean(new ToyCells(ToyCells.Habit.CORRECT, 2, 2), 2);
    }

    @Test
    void repairedStripes() {
        requireClean(new ToyStripes(ToyStripes.Habit.CORRECT, 2, 2), 2);
    }

    @Test
    void repairedGroup() {
        requireClean(new ToyGroup(ToyGroup.Habit.CORRECT, 2), 2);
    }

    @Test
    void repairedThreesomes() {
        requireClean(new ToyStripes(ToyStripes.Habit.CORRECT, 3, 1), 1);
        requireClean(new ToyGroup(ToyGroup.Habit.CORRECT, 3), 1);
    }

    @ParameterizedTest
    @EnumSource(Walk.class)
    void walksFindItToo(Walk walk) {
        var options = ScheduleOptions.defaults().withSearch(walk.search);
        var broken = new ToyStripes(ToyStripes.Habit.BEHIND_A_HOLE, 3, 1);
        assertThatThrownBy(() -> ScheduleExplorer.explore(broken, options)).isInstanceOf(ScheduleFailure.class);
        var report = ScheduleExplorer.explore(new ToyStripes(ToyStripes.Habit.CORRECT, 3, 1), options);
        assertThat(report.isComplete()).as(report.sentence()).isTrue();
        assertThat(report.schedules()).isEqualTo(50);
    }

    enum Walk {
        RANDOM(new Search.Walks(3, 50)),
        PRIORITIES(new Search.Priorities(3, 50, 2));

        private final Search search;

        Walk(Search search) {
            this.search = search;
        }
    }

    private static ScheduleFailure requireFound(ConcurrentScenario<?> scenario, String message) {
        var failure = catchThrowableOfType(ScheduleFailure.class, () -> ScheduleExplorer.explore(scenario));
        assertThat(failure).as("%s: nothing found", scenario).isNotNull().hasMessageContaining(message);
        String last = failure.getMessage().lines().reduce((_, line) -> line).orElseThrow();
        assertThat(last).contains("replay").contains(failure.path());
        assertThatThrownBy(() -> ScheduleExplorer.replay(scenario, failure.path()))
                .isInstanceOf(ScheduleFailure.class)
                .hasMessageContaining(message);
        return failure;
    }

    private static void requireClean(ConcurrentScenario<?> scenario, int bound) {
        var options = ScheduleOptions.defaults().withSearch(new Search.Preemptions(bound));
        var report = ScheduleExplorer.explore(scenario, options);
        assertThat(report.isComplete()).as(report.sentence()).isTrue();
        assertThat(report.images()).as(report.sentence()).isPositive();
    }
}

package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firn.faultinjection.ToyLog.Habit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrashExplorerTest {
    private static final CrashOptions EXHAUSTIVE = CrashOptions.defaults().withModels(CrashModel.values());

    @Test
    void aCorrectLogSurvivesEveryCrash() {
        var report = CrashExplorer.explore(new ToyLog.Scenario(Habit.CORRECT, 4), EXHAUSTIVE);
        assertThat(report.exhaustive()).containsExactly(CrashModel.values());
        assertThat(report.points()).isEqualTo(1 + 4 * 7);
        assertThat(report.images()).isGreaterThan(4 * 6);
        assertThat(report.sentence()).startsWith("exhaustive under NONE_SURVIVE, ALL_SURVIVE, PREFIX, ");
    }

    @ParameterizedTest
    @EnumSource(value = Habit.class, names = "CORRECT", mode = EnumSource.Mode.EXCLUDE)
    void everyMistakeIsFound(Habit habit) {
        assertThatThrownBy(() -> CrashExplorer.explore(new ToyLog.Scenario(habit, 3), EXHAUSTIVE))
                .isInstanceOf(CrashFailure.class);
    }

    @Test
    void aFlagThatMayComeBeforeItsBodyIsReportedWithTheWordsThatWereLost() {
        var failure = failure(Habit.FLAG_BEFORE_DRAIN);
        assertThat(failure).hasMessageContaining("broken entry 0").hasMessageContaining("model WORDS");
        assertThat(failure).hasMessageContaining("WRITE 0x40 + 16").hasMessageContaining("words lost:");
    }

    @Test
    void theFailureIsShrunkToWhatMustBeLost() {
        assertThat(failure(Habit.FLAG_BEFORE_DRAIN)).hasMessageContaining("1 of 3 pending words lost");
    }

    @Test
    void aFailureReplaysFromItsPath() {
        var scenario = new ToyLog.Scenario(Habit.NO_FINAL_DRAIN, 3);
        var failure = failure(Habit.NO_FINAL_DRAIN);
        assertThatThrownBy(() -> CrashExplorer.replay(scenario, failure.path()))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("lost entry");
        assertThat(CrashExplorer.replay(new ToyLog.Scenario(Habit.CORRECT, 3), failure.path())).isNotNull();
    }

    @Test
    void aPrefixModelAloneDoesNotSeeReordering() {
        var options = CrashOptions.defaults().withModels(CrashModel.PREFIX);
        CrashExplorer.explore(new ToyLog.Scenario(Habit.FLAG_BEFORE_DRAIN, 3), options);
    }

    private static CrashFailure failure(Habit habit) {
        return catchThrowableOfType(
                CrashFailure.class,
                () -> CrashExplorer.explore(new ToyLog.Scenario(habit, 3), CrashOptions.defaults()));
    }
}

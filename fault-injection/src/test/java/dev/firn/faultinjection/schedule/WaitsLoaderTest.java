package dev.firn.faultinjection.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.schedule.toys.Waiters;
import org.junit.jupiter.api.Test;

class WaitsLoaderTest {
    private final WaitsLoader loader =
            new WaitsLoader(WaitsLoaderTest.class.getClassLoader(), "dev.firn.faultinjection.schedule.toys");

    @Test
    void whatIsDoneInMemoryAfterALockIsInTheSchedule() {
        var report = ScheduleExplorer.explore(loader.scenario(Waiters.Race.class));
        assertThat(report.isComplete()).as(report.sentence()).isTrue();
        assertThat(report.diverged()).isZero();
    }

    @Test
    void loopsThatNoOneEndsAreADeadlock() {
        assertThatThrownBy(() -> ScheduleExplorer.explore(loader.scenario(Waiters.Forever.class)))
                .isInstanceOf(ScheduleFailure.class)
                .hasMessageContaining("waits in a loop")
                .hasMessageContaining("Waiters");
    }

    @Test
    void aScenarioOfAnotherPackageIsRefused() {
        var elsewhere = new WaitsLoader(WaitsLoaderTest.class.getClassLoader(), "some.where");
        assertThatThrownBy(() -> elsewhere.scenario(Waiters.Race.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of [some.where.]");
    }
}

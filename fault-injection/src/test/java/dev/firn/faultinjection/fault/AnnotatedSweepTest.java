package dev.firn.faultinjection.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.junit.FaultPlan;
import dev.firn.faultinjection.junit.FaultSweep;

class AnnotatedSweepTest {
    @FaultSweep
    void everyFaultByDefault(FaultPlan plan) {
        assertThat(plan.run(new Notes(Notes.Habit.CORRECT, 2)).rows())
                .hasSize(Fault.values().length * FaultMode.values().length);
    }

    @FaultSweep(value = Fault.SYNC, modes = FaultMode.ONCE, crashes = false)
    void onlyWhatWasAskedFor(FaultPlan plan) {
        var report = plan.run(new Notes(Notes.Habit.CORRECT, 2));
        assertThat(report.rows()).hasSize(1);
        assertThat(report.calls(Fault.SYNC)).isEqualTo(4);
        assertThat(report.images()).isZero();
    }

    @FaultSweep(Fault.FORGOTTEN_SYNC)
    void aMistakeFails(FaultPlan plan) {
        assertThatThrownBy(() -> plan.run(new Notes(Notes.Habit.RETRIES_A_SYNC, 2))).isInstanceOf(FaultFailure.class);
    }
}

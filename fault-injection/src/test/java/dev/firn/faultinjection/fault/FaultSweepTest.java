package dev.firn.faultinjection.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firn.faultinjection.fault.Notes.Habit;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultSweepTest {
    private static final int NOTES = 6;

    @Test
    void whoHandlesEveryFaultPasses() {
        var report = FaultSweep.run(new Notes(Habit.CORRECT, NOTES));
        // A note is a write, a publish, a flush and two drains; the fifth one needs room.
        for (var row : report.rows()) {
            long expected =
                    switch (row.fault()) {
                        case WRITE, PUBLISH, FLUSH -> NOTES;
                        case SYNC, FORGOTTEN_SYNC -> 2 * NOTES;
                        case NO_SPACE, GROW -> 1;
                        case SHRINK, SHRINK_REFUSED, NO_HOLES -> 0;
                        case READ, LATE_READ -> 1;
                    };
            assertThat(row.calls()).as(report.table()).isEqualTo(expected);
        }
        assertThat(report.images()).as(report.table()).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "RETRIES_A_SYNC, FORGOTTEN_SYNC, a crash while it was handled",
        "IGNORES_A_SYNC, FORGOTTEN_SYNC, a crash while it was handled",
        "WRAPS_FAILURES, WRITE, IllegalStateException",
        "COUNTS_WHAT_IT_REFUSED, NO_SPACE, invented note 5",
        "KNOWS_NO_LATE_FAULTS, LATE_READ, InternalError"
    })
    void aMistakeIsFoundAndReplays(Habit habit, Fault fault, String how) {
        var scenario = new Notes(habit, NOTES);
        var options = FaultOptions.defaults();
        var failure = catchThrowableOfType(FaultFailure.class, () -> FaultSweep.run(scenario, options));
        assertThat(failure).hasMessageContaining(how).hasMessageContaining(failure.path());
        assertThat(failure.path()).startsWith(fault + "/ONCE/");
        assertThatThrownBy(() -> FaultSweep.replay(scenario, options, failure.path()))
                .isInstanceOf(FaultFailure.class)
                .hasMessage(failure.getMessage());
        FaultSweep.replay(new Notes(Habit.CORRECT, NOTES), options, failure.path());
    }

    /// The region's own refusal hides the mistake of who retries: that is why there is a fault without it.
    @Test
    void aPoisonedRegionProtectsFromRetries() {
        var options = FaultOptions.defaults().withFaults(Fault.SYNC);
        assertThat(FaultSweep.run(new Notes(Habit.RETRIES_A_SYNC, NOTES), options).calls()).isEqualTo(4 * NOTES);
    }

    @Test
    void onlyTheHandlingIsCrashed() {
        var options = FaultOptions.defaults().withFaults(Fault.SYNC).withModes(FaultMode.ONCE);
        var row = FaultSweep.run(new Notes(Habit.CORRECT, NOTES), options).rows().getFirst();
        // From the mark of the fault to the end there are the failed sync and nothing more.
        assertThat(row.crashPoints()).isEqualTo(2 * row.calls());
    }

    @Test
    void itSaysWhereItIsAndStopsWhenInterrupted() {
        var heard = new ArrayList<String>();
        var options =
                FaultOptions.defaults()
                        .withFaults(Fault.WRITE)
                        .withListener((fault, mode, call) -> {
                            heard.add(fault + " " + mode + " " + call);
                            if (call == 3) Thread.currentThread().interrupt();
                        });
        try {
            assertThatThrownBy(() -> FaultSweep.run(new Notes(Habit.CORRECT, NOTES), options))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(heard).containsExactly("WRITE ONCE 1", "WRITE ONCE 2", "WRITE ONCE 3");
    }

    @Test
    void aWorkloadWithoutEndIsRefused() {
        var options = FaultOptions.defaults().withoutCrashes().withMostCalls(3);
        assertThatThrownBy(() -> FaultSweep.run(new Notes(Habit.CORRECT, NOTES), options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 3 calls of WRITE");
    }
}

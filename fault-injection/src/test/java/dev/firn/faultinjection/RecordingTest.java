package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private final ToyLog.Scenario scenario = new ToyLog.Scenario(ToyLog.Habit.CORRECT, 2);

    @Test
    void aListenerIsToldOfEachEventOnceAndInOrder() {
        var told = new ArrayList<String>();
        var trace = Recording.of(scenario, (index, kind) -> told.add(index + " " + kind)).trace();
        var expected = new ArrayList<String>();
        for (int event = 0; event < trace.size(); event++) expected.add(event + " " + trace.kind(event));
        assertThat(told).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void theHashOfATraceTellsWhetherTheRunIsTheSame() {
        long hash = Recording.of(scenario).trace().hash();
        assertThat(Recording.of(scenario).trace().hash()).isEqualTo(hash);
        assertThat(Recording.of(new ToyLog.Scenario(ToyLog.Habit.CORRECT, 3)).trace().hash()).isNotEqualTo(hash);
        assertThat(Recording.of(new ToyLog.Scenario(ToyLog.Habit.FLAG_BEFORE_DRAIN, 2)).trace().hash())
                .isNotEqualTo(hash);
    }
}

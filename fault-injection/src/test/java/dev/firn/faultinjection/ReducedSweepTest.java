package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Crashing before drains and marks only finds what crashing everywhere finds.
class ReducedSweepTest {
    private static final CrashOptions ALL =
            CrashOptions.defaults().withNested(0).withRecoverTwice(false).withExhaustive(1 << 20);

    /// Random work with marks; every image with its progress is an outcome.
    private record Toy(int seed, Set<String> outcomes) implements CrashScenario<String> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(128, 256);
        }

        @Override
        public void work(SimulatedRegion region) {
            var random = new Random(seed);
            for (int call = 0; call < 12; call++) {
                long at = random.nextInt(14) * 8L;
                switch (random.nextInt(9)) {
                    case 0 -> region.drain();
                    case 1 -> region.flush(at & -64, 64);
                    case 2 -> region.started(call);
                    case 3 -> region.acknowledged(call);
                    case 4 -> region.sync(0, 64);
                    case 5 -> region.grow(128 + call * 8L);
                    case 6 -> region.write(at, MemorySegment.ofArray(new long[] {call, call}), 0, 16);
                    default -> region.publish(at, call + 1);
                }
            }
        }

        @Override
        public String recover(SimulatedRegion region) {
            return region.size() + ":" + Enumeration.text(region.image());
        }

        @Override
        public void judge(String found, Progress progress) {
            outcomes.add(found + new TreeSet<>(progress.started()) + new TreeSet<>(progress.acknowledged()));
        }
    }

    @ParameterizedTest
    @EnumSource(CrashModel.class)
    void theReducedSweepSeesTheSameImages(CrashModel model) {
        long points = 0;
        long fewer = 0;
        for (int seed = 0; seed < 150; seed++) {
            var all = new Toy(seed, new TreeSet<>());
            var some = new Toy(seed, new TreeSet<>());
            points += CrashExplorer.explore(all, ALL.withModels(model)).points();
            fewer += CrashExplorer.explore(some, ALL.withModels(model).withReduced(true)).points();
            assertThat(some.outcomes()).as("seed " + seed).isEqualTo(all.outcomes());
        }
        if (model.onlyGrows()) assertThat(fewer).isLessThan(points * 3 / 4);
        else assertThat(fewer).isEqualTo(points);
    }

    @Test
    void mistakesAreFoundAllTheSame() {
        for (var habit : ToyLog.Habit.values()) {
            assertThat(fails(habit, ALL.withReduced(true).withRecoverTwice(true)))
                    .as(habit.name())
                    .isEqualTo(habit != ToyLog.Habit.CORRECT);
        }
    }

    private static boolean fails(ToyLog.Habit habit, CrashOptions options) {
        try {
            CrashExplorer.explore(new ToyLog.Scenario(habit, 3), options);
            return false;
        } catch (CrashFailure failure) {
            return true;
        }
    }
}

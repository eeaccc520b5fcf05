package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.CrashOptions.Races;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two engines, one answer: all images one by one, and recovery deciding what it reads.
class LazySearchTest {
    private static final int BYTES = 256;
    private static final CrashOptions PLAIN =
            CrashOptions.defaults().withNested(0).withRecoverTwice(true).withCuts(0, 0).withRandom(0, 1);
    private static final CrashOptions EAGER = PLAIN.withExhaustive(1 << 20);
    private static final CrashOptions LAZY = PLAIN.withExhaustive(1).withLazy(1 << 20);

    /// Random stores; a recovery that reads along a path that depends on what it reads, and writes now and then. The
    /// judge forbids one outcome, or none (`forbidden` negative).
    private record Toy(long seed, long forbidden, Set<String> outcomes) implements CrashScenario<Long> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(BYTES, BYTES);
        }

        @Override
        public void work(SimulatedRegion region) {
            var random = new Random(seed);
            for (int call = 0; call < 7; call++) {
                long at = random.nextInt(BYTES / 8) % (8 + random.nextInt(24)) * 8L;
                var two = MemorySegment.ofArray(new long[] {random.nextInt(4), random.nextInt(4)});
                switch (random.nextInt(7)) {
                    case 0, 1 -> region.write(Math.min(at, BYTES - 16), two, 0, 16);
                    case 2, 3 -> region.publish(at, random.nextInt(1, 5));
                    case 4 -> region.store(at, two, 0, 8);
                    case 5 -> region.flush(at & -64, 64);
                    default -> region.drain();
                }
            }
        }

        @Override
        public Long recover(SimulatedRegion region) {
            var random = new Random(seed + 1);
            long found = 0;
            for (int step = 0; step < 5; step++) {
                int word = (int) (random.nextInt(32) + found & 31);
                boolean bulk = random.nextInt(4) == 0;
                long read = bulk ? sum(region, word & -4) : region.view().getLong(word * 8L);
                found = found * 5 + read;
                if (read == 3 && !bulk) region.write(word * 8L, MemorySegment.ofArray(new long[] {3}), 0, 8);
                if (found % 7 == 2) break;
            }
            return found;
        }

        private static long sum(SimulatedRegion region, int word) {
            var slice = region.view().slice(word * 8L, 32);
            return slice.get(ValueLayout.JAVA_LONG_UNALIGNED, 0) + 2 * slice.get(ValueLayout.JAVA_LONG_UNALIGNED, 8);
        }

        @Override
        public void judge(Long found, Progress progress) {
            outcomes.add(Long.toString(found));
            if (Math.floorMod(found, 97) == forbidden) throw new AssertionError("forbidden " + found);
        }
    }

    @ParameterizedTest
    @EnumSource(CrashModel.class)
    void bothEnginesFindTheSameOutcomes(CrashModel model) {
        double covered = 0;
        for (int seed = 0; seed < 400; seed++) {
            var eager = new Toy(seed, -1, new TreeSet<>());
            var lazy = new Toy(seed, -1, new TreeSet<>());
            var all = CrashExplorer.explore(eager, EAGER.withModels(model));
            var some = CrashExplorer.explore(lazy, LAZY.withModels(model));
            assertThat(lazy.outcomes()).as("seed " + seed).isEqualTo(eager.outcomes());
            assertThat(all.rungs().get(model)).isEqualTo(Rung.EXHAUSTIVE);
            assertThat(some.rungs().get(model).isExhaustive()).isTrue();
            // Each class stands for the images it covers, and none is left out. A point with one image is not lazy.
            assertThat(some.counts().lazyImages() + some.images() - some.counts().lazyClasses() + some.repeated())
                    .as("seed " + seed)
                    .isEqualTo(all.images() + all.repeated());
            covered += some.counts().lazyImages() / Math.max(1, some.counts().lazyClasses());
        }
        if (model == CrashModel.WORDS) assertThat(covered / 400).isGreaterThan(2);
    }

    @ParameterizedTest
    @EnumSource(value = CrashModel.class, names = {"JAVA", "WORDS", "PX86"})
    void bothEnginesGiveTheSameVerdicts(CrashModel model) {
        var verdicts = new ArrayList<Boolean>();
        for (int seed = 0; seed < 500; seed++) {
            boolean eager = fails(seed, EAGER.withModels(model));
            assertThat(fails(seed, LAZY.withModels(model))).as("seed " + seed).isEqualTo(eager);
            verdicts.add(eager);
        }
        assertThat(verdicts).contains(true, false);
    }

    private static boolean fails(int seed, CrashOptions options) {
        var toy = new Toy(seed, seed % 97, new TreeSet<>());
        try {
            CrashExplorer.explore(toy, options);
            return false;
        } catch (CrashFailure failure) {
            assertThatThrownBy(() -> CrashExplorer.replay(toy, failure.path())).hasMessageContaining("forbidden");
            return true;
        }
    }

    @Test
    void aRecoveryThatReadsAtRandomIsNamed() {
        var scenario = new Reader(List.of(0L, 64L), true);
        assertThatThrownBy(() -> CrashExplorer.explore(scenario, LAZY.withModels(CrashModel.WORDS)))
                .isInstanceOf(DivergentRecovery.class)
                .hasMessageContaining("word 0x0")
                .hasMessageContaining("word 0x40");
    }

    @Test
    void whatIsNeverReadIsNeverDecided() {
        var report = CrashExplorer.explore(new Reader(List.of(64L), false), LAZY.withModels(CrashModel.WORDS));
        assertThat(report.counts().lazyClasses()).isLessThan((long) report.counts().lazyImages());
        assertThat(report.sentence()).startsWith("exhaustive by lazy choice");
    }

    @Test
    void aReadOfAnUndecidedWordNobodyPublishedIsARace() {
        var options = LAZY.withModels(CrashModel.WORDS).withRaces(Races.FAIL);
        assertThatThrownBy(() -> CrashExplorer.explore(new Reader(List.of(64L, 0L), false), options))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("word 0x0, stored by WRITE 0x0 + 16");
        CrashExplorer.explore(new Reader(List.of(64L), false), options);
        CrashExplorer.explore(new Reader(List.of(64L, 0L), false), options.withGuards(GuardMode.WRITES));
        var counted = CrashExplorer.explore(
                new Reader(List.of(64L, 0L), false), options.withRaces(Races.COUNTED));
        assertThat(counted.counts().races()).isPositive();
    }

    /// A body of two words and a published flag; recovery reads the given places, by turns from the other end.
    private static final class Reader implements CrashScenario<Long> {
        private final List<Long> places;
        private final boolean turns;
        private int recoveries;

        Reader(List<Long> places, boolean turns) {
            this.places = places;
            this.turns = turns;
        }

        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(BYTES, BYTES);
        }

        @Override
        public void work(SimulatedRegion region) {
            region.write(0, MemorySegment.ofArray(new long[] {1, 2}), 0, 16);
            region.publish(64, 3);
        }

        @Override
        public Long recover(SimulatedRegion region) {
            long sum = 0;
            var order = turns && recoveries++ % 4 > 1 ? places.reversed() : places;
            for (long place : order) sum += region.view().getLong(place);
            return sum;
        }

        @Override
        public void judge(Long found, Progress progress) {}
    }
}

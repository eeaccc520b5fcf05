package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.pmem.Region;
import org.junit.jupiter.api.Test;

/// Mistakes that only a crash inside a recovery, or after one, brings to light.
class NestedCrashTest {
    private static final long VALUE = 0;
    private static final long COPY = 64;
    private static final long CLEAN = 128;

    /// Two copies of a value. A recovery makes them equal and then says so; the hasty one says so first.
    private record TwoCopies(boolean hasty) implements CrashScenario<Long> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(256, 256);
        }

        @Override
        public void work(SimulatedRegion region) {
            put(region, CLEAN, 0);
            put(region, VALUE, 7);
            put(region, COPY, 7);
            put(region, CLEAN, 1);
        }

        @Override
        public Long recover(SimulatedRegion region) {
            if (region.view().getLong(CLEAN) == 0) {
                if (hasty) put(region, CLEAN, 1);
                put(region, COPY, region.view().getLong(VALUE));
                if (!hasty) put(region, CLEAN, 1);
            }
            return region.view().getLong(COPY);
        }

        @Override
        public void judge(Long found, Progress progress) {
            if (found != 0 && found != 7) throw new AssertionError("found " + found);
        }

        private static void put(Region region, long at, long word) {
            region.publish(at, word);
            region.persist(at, 8);
        }
    }

    /// An operation that was lost, and comes back when work goes on: the new one has the number of the old one.
    private record Resurrection() implements CrashScenario<Long> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(256, 256);
        }

        @Override
        public void work(SimulatedRegion region) {
            region.publish(COPY, 1);
            region.publish(VALUE, 1);
            region.flush(0, 128);
            region.drain();
        }

        @Override
        public Long recover(SimulatedRegion region) {
            return region.view().getLong(VALUE) == 1 ? region.view().getLong(COPY) : 0;
        }

        @Override
        public void judge(Long found, Progress progress) {}

        @Override
        public void judgeResumed(Long first, Long found, Progress progress) {
            if (first == 0 && found != 0) throw new AssertionError("it came back");
        }

        @Override
        public void resume(SimulatedRegion region) {
            region.started(1);
            region.publish(VALUE, 1);
            region.persist(VALUE, 8);
        }
    }

    @Test
    void aRecoveryThatSaysItIsDoneBeforeItIs() {
        CrashExplorer.explore(new TwoCopies(false));
        CrashExplorer.explore(new TwoCopies(true), CrashOptions.defaults().withNested(0));
        assertThatThrownBy(() -> CrashExplorer.explore(new TwoCopies(true)))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("began again found 0, the first one 7");
    }

    @Test
    void whatWasLostMustNotComeBack() {
        assertThatThrownBy(() -> CrashExplorer.explore(new Resurrection()))
                .isInstanceOfSatisfying(
                        CrashFailure.class,
                        failure -> {
                            assertThat(failure).hasMessageContaining("it came back");
                            assertThat(failure.path()).contains(">");
                            assertThatThrownBy(() -> CrashExplorer.replay(new Resurrection(), failure.path()))
                                    .hasMessageContaining("it came back");
                        });
    }

    @Test
    void twoCrashesInARowAreTried() {
        var report = CrashExplorer.explore(new TwoCopies(false), CrashOptions.defaults().withNested(2));
        assertThat(report.depth()).isEqualTo(2);
        assertThat(report.nestedPoints()).isGreaterThan(20);
    }
}

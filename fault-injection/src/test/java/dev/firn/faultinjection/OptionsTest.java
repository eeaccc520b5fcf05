package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What can be asked of an exploration beside models and rungs.
class OptionsTest {
    private static final CrashOptions OPTIONS = CrashOptions.defaults().withNested(0);
    private static final ToyLog.Scenario LOG = new ToyLog.Scenario(ToyLog.Habit.CORRECT, 4);

    /// Publishes 7 at 64; recovers as it is told.
    private record Simple(Function<SimulatedRegion, Long> recovery, SpaceUse use) implements CrashScenario<Long> {
        Simple(Function<SimulatedRegion, Long> recovery) {
            this(recovery, null);
        }

        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(128, 128);
        }

        @Override
        public void work(SimulatedRegion region) {
            region.publish(64, 7);
            region.persist(64, 8);
        }

        @Override
        public Long recover(SimulatedRegion region) {
            return recovery.apply(region);
        }

        @Override
        public void judge(Long found, Progress progress) {}

        @Override
        public void check(SimulatedRegion region, Long found, Progress progress) {
            if (found == -1) throw new AssertionError("structure");
        }

        @Override
        public SpaceUse space(SimulatedRegion region, Long found) {
            return use;
        }
    }

    @Test
    void theSameRunGivesTheSameReport() {
        assertThat(CrashExplorer.explore(LOG)).isEqualTo(CrashExplorer.explore(LOG));
    }

    @Test
    void aBudgetEndsTheSearchAndTheReportSaysSo() {
        var report = CrashExplorer.explore(LOG, OPTIONS.withBudget(10));
        assertThat(report.complete()).isFalse();
        assertThat(report.images()).isEqualTo(10);
        assertThat(report.rungs().values()).containsOnly(Rung.INCOMPLETE);
        assertThat(report.sentence()).contains("incomplete under WORDS").contains("stopped at crash point");
    }

    @Test
    void aListenerIsToldOfPointsRungsAndFailures() {
        var told = new ArrayList<String>();
        var listener = new ExplorationListener() {
            @Override
            public void onPoint(long done, long total, long states) {
                told.add(done + "/" + total);
            }

            @Override
            public void onRung(int event, PersistencyModel model, Rung rung) {
                if (event == 3) told.add(model.name() + " " + rung);
            }

            @Override
            public void onFailure(CrashFailure failure) {
                told.add("failed " + failure.path());
            }
        };
        var report = CrashExplorer.explore(LOG, OPTIONS.withModels(CrashModel.JAVA), listener);
        assertThat(told).contains("1/29", "29/29", "JAVA EXHAUSTIVE").hasSize((int) report.points() + 1);
        var broken = new ToyLog.Scenario(ToyLog.Habit.NO_FINAL_DRAIN, 2);
        assertThatThrownBy(() -> CrashExplorer.explore(broken, OPTIONS, listener)).isInstanceOf(CrashFailure.class);
        assertThat(told.getLast()).startsWith("failed ");
    }

    @Test
    void anInterruptEndsTheSearchWithWhatWasDone() {
        var listener = new ExplorationListener() {
            @Override
            public void onPoint(long done, long total, long states) {
                if (done == 5) Thread.currentThread().interrupt();
            }
        };
        assertThatThrownBy(() -> CrashExplorer.explore(LOG, OPTIONS, listener))
                .isInstanceOfSatisfying(
                        ExplorationCancelled.class,
                        cancelled -> {
                            assertThat(Thread.interrupted()).isTrue();
                            assertThat(cancelled.report().points()).isGreaterThanOrEqualTo(5);
                            assertThat(cancelled.report().complete()).isFalse();
                        });
    }

    @Test
    void aRecoveryThatGoesInCirclesFailsWithoutAClock() {
        var circles = new Simple(
                region -> {
                    while (region.view().getLong(64) == 0) continue;
                    return 1L;
                });
        assertThatThrownBy(() -> CrashExplorer.explore(circles, OPTIONS.withSteps(1000)))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("recovery does not end: more than 1,000");
        var swallows = new Simple(
                region -> {
                    try {
                        while (region.view().getLong(64) == 0) continue;
                    } catch (EndlessRecovery e) {
                        return 0L;
                    }
                    return 1L;
                });
        assertThatThrownBy(() -> CrashExplorer.explore(swallows, OPTIONS.withSteps(1000)))
                .hasMessageContaining("recovery does not end");
        CrashExplorer.explore(new Simple(region -> region.view().getLong(64)), OPTIONS.withSteps(10));
    }

    @Test
    void onlyDeclaredExceptionsAreOutcomes() {
        var refuses = new Simple(
                region -> {
                    if (region.view().getLong(64) == 0) throw new IllegalStateException("empty");
                    return 1L;
                });
        assertThatThrownBy(() -> CrashExplorer.explore(refuses, OPTIONS)).hasMessageContaining("empty");
        var report =
                CrashExplorer.explore(refuses, OPTIONS.withDeclared(List.of(IllegalStateException.class)));
        assertThat(report.counts().refused()).isPositive();
        assertThat(report.sentence()).contains("refused");
        assertThatThrownBy(
                        () ->
                                CrashExplorer.explore(
                                        refuses, OPTIONS.withDeclared(List.of(IllegalArgumentException.class))))
                .isInstanceOf(CrashFailure.class);
    }

    @Test
    void aSecondRecoveryMayBeForbiddenToWrite() {
        var writes = new Simple(
                region -> {
                    region.publish(0, 1);
                    region.persist(0, 8);
                    return 1L;
                });
        CrashExplorer.explore(writes, OPTIONS);
        assertThatThrownBy(() -> CrashExplorer.explore(writes, OPTIONS.withSecondRecoveryWritesNothing(true)))
                .hasMessageContaining("a second recovery still writes: PUBLISH 0x0 + 8");
    }

    @Test
    void theStructureIsCheckedAfterEachRecovery() {
        assertThatThrownBy(() -> CrashExplorer.explore(new Simple(region -> -1L), OPTIONS))
                .hasMessageContaining("structure");
    }

    @Test
    void leakedAndDoublyOwnedBytesAreFailures() {
        var ranges = List.of(new SpaceUse.Range(0, 16, "a"), new SpaceUse.Range(16, 16, "free"));
        CrashExplorer.explore(new Simple(region -> 1L, new SpaceUse(0, 32, ranges)), OPTIONS);
        assertThatThrownBy(
                        () -> CrashExplorer.explore(new Simple(region -> 1L, new SpaceUse(0, 48, ranges)), OPTIONS))
                .hasMessageContaining("leaked: 0x20 + 16");
        var twice = List.of(new SpaceUse.Range(0, 24, "a"), new SpaceUse.Range(16, 16, "b"));
        assertThat(new SpaceUse(0, 32, twice).findings())
                .containsExactly("owned twice: a (0x0 + 24) and b (0x10 + 16)");
        assertThat(new SpaceUse(8, 24, twice).findings()).hasSize(3);
    }

    @Test
    void loadsAreRecordedWhenAskedFor() {
        var region = SimulatedRegion.create(128, 128);
        region.view().getLong(0);
        region.recordLoads();
        region.publish(8, 1);
        region.view().getInt(12);
        assertThat(region.trace().loads().size()).isEqualTo(1);
        assertThat(region.trace().loads().at(0)).isEqualTo(12);
        assertThat(region.trace().loads().length(0)).isEqualTo(4);
        assertThat(region.trace().loads().event(0)).isEqualTo(1);
    }
}

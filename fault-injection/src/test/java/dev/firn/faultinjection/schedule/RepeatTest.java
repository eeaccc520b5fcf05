package dev.firn.faultinjection.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.Recording;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.schedule.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same choices give the same run, whatever the threads wait for.
class RepeatTest {
    static Stream<ConcurrentScenario<?>> everyKindOfWaiting() {
        return Stream.of(
                new ToyCells(ToyCells.Habit.CORRECT, 3, 2), // a lock
                new ToyStripes(ToyStripes.Habit.CORRECT, 3, 2), // naps in a loop
                new ToyGroup(ToyGroup.Habit.CORRECT, 3), // a monitor
                new Relay());
    }

    @ParameterizedTest
    @MethodSource("everyKindOfWaiting")
    void aScheduleGivesOneTrace(ConcurrentScenario<?> scenario) {
        var prepared = Prepared.of(scenario);
        for (int seed = 0; seed < 25; seed++) {
            var first = new Attempt<>(scenario, prepared, ScheduleOptions.defaults(), new RandomWalk(seed));
            long hash = Recording.of(first).trace().hash();
            assertThat(first.failure()).isNull();
            var walk = new FixedWalk(Schedule.parse(first.schedule().text()));
            for (int again = 0; again < 4; again++) {
                var second = new Attempt<>(scenario, prepared, ScheduleOptions.defaults(), walk);
                long hashAgain = Recording.of(second).trace().hash();
                assertThat(second.failure()).isNull();
                assertThat(hashAgain).isEqualTo(hash);
                assertThat(second.schedule()).isEqualTo(first.schedule());
                assertThat(second.history()).isEqualTo(first.history());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyKindOfWaiting")
    void walksDiffer(ConcurrentScenario<?> scenario) {
        var schedules = new HashSet<Schedule>();
        var options =
                ScheduleOptions.defaults()
                        .withoutCrashes()
                        .withSearch(new Search.Walks(1, 20))
                        .withListener((_, schedule) -> schedules.add(schedule));
        ScheduleExplorer.explore(scenario, options);
        assertThat(schedules).hasSizeGreaterThan(3);
    }

    /// One waits for the other by a latch, a semaphore, a sleep in a loop and `Thread.join`.
    record Relay() implements ConcurrentScenario<Integer> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(512, 512);
        }

        @Override
        public List<Task> threads(Run run) {
            var latch = new CountDownLatch(1);
            var semaphore = new Semaphore(0);
            var flags = new ArrayList<Integer>();
            var first = new Thread[1];
            return List.of(
                    () -> {
                        first[0] = Thread.currentThread();
                        latch.countDown();
                        run.region().persist(0, 8);
                        semaphore.acquire();
                        run.region().persist(8, 8);
                        synchronized (flags) {
                            flags.add(1);
                        }
                        run.region().persist(16, 8);
                    },
                    () -> {
                        latch.await();
                        run.region().persist(64, 8);
                        semaphore.release();
                        while (size(flags) == 0) Thread.sleep(1);
                        run.region().persist(72, 8);
                        first[0].join();
                        run.region().persist(80, 8);
                    });
        }

        private static int size(List<Integer> flags) {
            synchronized (flags) {
                return flags.size();
            }
        }

        @Override
        public Integer recover(SimulatedRegion region) {
            return 0;
        }

        @Override
        public void judge(Integer found, History history) {}
    }

    /// Runs one task on two threads.
    record Both(Body body) implements ConcurrentScenario<Integer> {
        interface Body {
            void run(Run run) throws Exception;
        }

        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(512, 512);
        }

        @Override
        public List<Task> threads(Run run) {
            return List.of(() -> body.run(run), () -> body.run(run));
        }

        @Override
        public Integer recover(SimulatedRegion region) {
            return 0;
        }

        @Override
        public void judge(Integer found, History history) {}
    }

    @Test
    void aScheduleOfAnotherRunIsRefused() {
        var both = new Both(run -> run.region().drain());
        assertThatThrownBy(() -> ScheduleExplorer.replay(both, "0x2 1x1"))
                .isInstanceOf(ScheduleDivergedException.class)
                .hasMessageContaining("step 3")
                .hasMessageContaining("expected the end");
        assertThatThrownBy(() -> ScheduleExplorer.replay(both, "0x2 1x2 0x1"))
                .isInstanceOf(ScheduleDivergedException.class)
                .hasMessageContaining("found the end");
        assertThatThrownBy(() -> ScheduleExplorer.replay(both, "0x3"))
                .isInstanceOf(ScheduleDivergedException.class)
                .hasMessageContaining("thread 0 ready");
        ScheduleExplorer.replay(both, "0x2 1x2");
    }

    @Test
    void aThreadThatIsNotInTheScheduleIsRefused() {
        var both =
                new Both(run -> {
                    var thrown = new Throwable[1];
                    var virtual =
                            Thread.startVirtualThread(() -> {
                                try {
                                    run.region().drain();
                                } catch (IllegalStateException refused) {
                                    thrown[0] = refused;
                                }
                            });
                    virtual.join();
                    assertThat(thrown[0])
                            .isInstanceOf(ForeignThreadException.class)
                            .hasMessageContaining("virtual")
                            .hasMessageContaining("platform threads");
                });
        ScheduleExplorer.explore(both, ScheduleOptions.defaults().withoutCrashes());
    }

    @Test
    void whatAThreadThrowsIsAFailure() {
        var both =
                new Both(run -> {
                    run.region().drain();
                    if (run.thread() == 1) throw new IllegalStateException("broken");
                });
        assertThatThrownBy(() -> ScheduleExplorer.explore(both))
                .isInstanceOf(ScheduleFailure.class)
                .hasMessageContaining("without any crash: java.lang.IllegalStateException: broken");
    }

    @Test
    void aThreadThatSpinsIsNamed() {
        var both =
                new Both(run -> {
                    while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
                });
        var options = ScheduleOptions.defaults().withPatience(Duration.ofMillis(50));
        assertThatThrownBy(() -> ScheduleExplorer.explore(both, options))
                .isInstanceOf(ScheduleFailure.class)
                .hasMessageContaining("a loop that only spins")
                .hasMessageContaining("RepeatTest");
    }

    @Test
    void anInterruptEndsTheSearchWithAReport() {
        var both = new Both(run -> run.region().drain());
        var options = ScheduleOptions.defaults().withListener((_, _) -> Thread.currentThread().interrupt());
        var report = ScheduleExplorer.explore(both, options);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.isCancelled()).isTrue();
        assertThat(report.schedules()).isEqualTo(1);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.sentence()).contains("cancelled");
    }

    @Test
    void schedulesAreCountedExactly() {
        // Each of two threads has two steps: before its drain and after it.
        var both = new Both(run -> run.region().drain());
        int[] expected = {2, 4, 6};
        for (int bound = 0; bound < 3; bound++) {
            var options = ScheduleOptions.defaults().withSearch(new Search.Preemptions(bound));
            var report = ScheduleExplorer.explore(both, options);
            assertThat(report.schedules()).as(report.sentence()).isEqualTo(expected[bound]);
            assertThat(report.completedBound()).isEqualTo(bound);
        }
    }

    @Test
    void theLimitOfSchedulesIsSaid() {
        var options = ScheduleOptions.defaults().withMostSchedules(10);
        var report = ScheduleExplorer.explore(new ToyCells(ToyCells.Habit.CORRECT, 2, 2), options);
        assertThat(report.schedules()).isEqualTo(10);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.sentence()).startsWith("every schedule with at most 0 preemptions, some with up to 2");
    }

    @Test
    void textsOfSchedules() {
        var schedule = new Schedule(List.of(0, 0, 1, 0));
        assertThat(schedule.text()).isEqualTo("0x2 1x1 0x1");
        assertThat(Schedule.parse(schedule.text())).isEqualTo(schedule);
        assertThatThrownBy(() -> Schedule.parse("0x2 1")).hasMessageContaining("\"1\"");
    }
}

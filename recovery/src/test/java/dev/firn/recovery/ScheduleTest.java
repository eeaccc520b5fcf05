package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.schedule.ConcurrentScenario;
import dev.firn.faultinjection.schedule.ScheduleExplorer;
import dev.firn.faultinjection.schedule.ScheduleFailure;
import dev.firn.faultinjection.schedule.WaitsLoader;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The production log under several threads: every schedule with at most two preemptions, each crashed at every place.
/// Without what one writer owes another, each scenario fails.
class ScheduleTest {
    private static Op.Put put(long object, String content) {
        return new Op.Put(object, content);
    }

    /// Who comes first opens the first segment.
    public static final class TwoWriters implements Supplier<ConcurrentScenario<?>> {
        @Override
        public ConcurrentScenario<?> get() {
            return ScheduledLog.of(
                    LogScenario.defaults(),
                    List.of(
                            ScheduledLog.puts(put(2, "first"), put(3, "second")),
                            ScheduledLog.puts(put(4, "third"), put(3, "fourth"))));
        }
    }

    public static final class ThreeWriters implements Supplier<ConcurrentScenario<?>> {
        @Override
        public ConcurrentScenario<?> get() {
            return ScheduledLog.of(
                    LogScenario.defaults(),
                    List.of(
                            ScheduledLog.puts(put(2, "first")),
                            ScheduledLog.puts(put(3, "second")),
                            ScheduledLog.puts(put(4, "third"))));
        }
    }

    /// One fills a segment but for a few bytes; whoever comes next opens another.
    public static final class EndOfSegment implements Supplier<ConcurrentScenario<?>> {
        @Override
        public ConcurrentScenario<?> get() {
            return ScheduledLog.of(
                    LogScenario.defaults(),
                    List.of(
                            ScheduledLog.puts(put(2, "x".repeat(3800)), put(3, "a".repeat(90))),
                            ScheduledLog.puts(put(4, "b".repeat(90)), put(5, "c".repeat(90)))));
        }
    }

    public static final class TwoHeads implements Supplier<ConcurrentScenario<?>> {
        @Override
        public ConcurrentScenario<?> get() {
            return ScheduledLog.of(
                            LogScenario.defaults().withStripes(2),
                            List.of(
                                    ScheduledLog.puts(put(2, "first"), put(2, "second")),
                                    ScheduledLog.puts(put(2, "third"), put(2, "fourth"))))
                    .thatCloses();
        }
    }

    @Test
    void twoWritersInOneHead() {
        requireClean(TwoWriters.class);
    }

    @Test
    void threeWritersInOneHead() {
        requireClean(ThreeWriters.class);
    }

    @Test
    void twoWritersAtTheEndOfASegment() {
        requireClean(EndOfSegment.class);
    }

    @Test
    void twoHeadsAndOneObject() {
        requireClean(TwoHeads.class);
    }

    @Test
    void behindAHole() {
        requireFound(TwoWriters.class, "Head", "complete", "Head", "awaitStable");
        requireFound(ThreeWriters.class, "Head", "complete", "Head", "awaitStable");
    }

    @Test
    void answeringWithoutADrain() {
        requireFound(TwoHeads.class, "Head", "settle", "Region", "drain");
    }

    @Test
    void leavingTheEndOfASegmentUnwritten() {
        requireFound(EndOfSegment.class, "Head", "sealAndOpen", "ControlFrames", "pad");
    }

    private static ConcurrentScenario<?> anew(
            Class<? extends Supplier<ConcurrentScenario<?>>> maker, BiFunction<String, byte[], byte[]> change) {
        var loader = new WaitsLoader(maker.getClassLoader(), change, "dev.firn.log", "dev.firn.recovery");
        loader.setDefaultAssertionStatus(false); // an assertion is no part of what ships
        return loader.scenario(maker);
    }

    private static void requireClean(Class<? extends Supplier<ConcurrentScenario<?>>> maker) {
        var report = ScheduleExplorer.explore(anew(maker, (_, bytes) -> bytes));
        assertThat(report.isComplete()).as(report.sentence()).isTrue();
        assertThat(report.schedules()).as(report.sentence()).isGreaterThan(100);
        assertThat(report.images()).as(report.sentence()).isGreaterThan(1000);
    }

    private static void requireFound(
            Class<? extends Supplier<ConcurrentScenario<?>>> maker,
            String type,
            String method,
            String owner,
            String called) {
        var mutant = Mutant.dropping("", "1", "", type, method, owner, called).loader();
        assertThatThrownBy(() -> ScheduleExplorer.explore(anew(maker, mutant::changed)))
                .isInstanceOfSatisfying(ScheduleFailure.class, failure -> assertThat(failure.crash()).isNotEmpty());
        assertThat(mutant.changes()).isPositive();
    }
}

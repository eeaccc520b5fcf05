package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.schedule.ScheduleExplorer;
import dev.firn.faultinjection.schedule.ScheduleOptions;
import dev.firn.faultinjection.schedule.Search;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The production log under several threads: every schedule with a bounded number of preemptions, each crashed at every
/// place.
class ScheduleTest {
    /// Leaves room for one more frame of a few bytes in a segment.
    private static final String ALMOST_A_SEGMENT = "x".repeat(3800);

    private static Op.Put put(long object, String content) {
        return new Op.Put(object, content);
    }

    @Test
    void twoWritersInOneHead() {
        explore(
                ScheduledLog.of(
                        LogScenario.defaults(),
                        List.of(
                                ScheduledLog.puts(put(2, "first"), put(3, "second")),
                                ScheduledLog.puts(put(4, "third"), put(5, "fourth")))),
                2);
    }

    @Test
    void threeWritersInOneHead() {
        explore(
                ScheduledLog.of(
                        LogScenario.defaults(),
                        List.of(
                                ScheduledLog.puts(put(2, "first")),
                                ScheduledLog.puts(put(3, "second")),
                                ScheduledLog.puts(put(4, "third")))),
                2);
    }

    @Test
    void twoWritersAtTheEndOfASegment() {
        explore(
                ScheduledLog.of(
                        LogScenario.defaults(),
                        List.of(
                                ScheduledLog.puts(put(2, ALMOST_A_SEGMENT), put(3, "a".repeat(90))),
                                ScheduledLog.puts(put(4, "b".repeat(90)), put(5, "c".repeat(90))))),
                2);
    }

    @Test
    void twoHeadsAndOneObject() {
        explore(
                ScheduledLog.of(
                                LogScenario.defaults().withStripes(2),
                                List.of(
                                        ScheduledLog.puts(put(2, "first"), put(2, "second")),
                                        ScheduledLog.puts(put(2, "third"), put(2, "fourth"))))
                        .thatCloses(),
                2);
    }

    private static void explore(ScheduledLog scenario, int bound) {
        var options = ScheduleOptions.defaults().withSearch(new Search.Preemptions(bound));
        var report = ScheduleExplorer.explore(scenario, options);
        if (Boolean.getBoolean("firn.schedule.print")) System.out.println(report.sentence());
        assertThat(report.isComplete()).as(report.sentence()).isTrue();
        assertThat(report.images()).as(report.sentence()).isGreaterThan(100);
    }
}

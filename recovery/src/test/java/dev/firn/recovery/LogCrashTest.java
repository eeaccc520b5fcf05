package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.log.format.SegmentLayout;
import dev.firn.recovery.LogScenario.Act;
import dev.firn.recovery.LogScenario.Act.Append;
import dev.firn.recovery.LogScenario.Act.Kill;
import dev.firn.recovery.LogScenario.Act.Reopen;
import dev.firn.recovery.LogScenario.Op.Delta;
import dev.firn.recovery.LogScenario.Op.Put;
import dev.firn.recovery.LogScenario.Op.Tombstone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every kind of work on the production log, crashed at every event, recovered, and crashed again in the recovery.
class LogCrashTest {
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults().withModels(CrashModel.WORDS, CrashModel.PAGECACHE).withCuts(12, 12).withRandom(6, 1);

    @Test
    void singleRecordBatches() {
        explore(LogScenario.of(new Append(), new Append(new Put(1, "a")), new Append(new Put(2, "b"))));
    }

    @Test
    void batchesOfSeveralRecords() {
        explore(
                LogScenario.of(
                        new Append(new Put(1, "a"), new Put(2, "b"), new Put(3, "c")),
                        new Append(new Put(4, "d"), new Put(2, "B"))));
    }

    @Test
    void overwrites() {
        explore(
                LogScenario.of(
                        new Append(new Put(1, "first")), new Append(new Put(1, "second")), new Append(new Put(1, ""))));
    }

    @Test
    void deltaChains() {
        explore(
                LogScenario.of(
                        new Append(new Put(1, "base")),
                        new Append(new Delta(1, " and more")),
                        new Append(new Delta(1, " and yet more")),
                        new Append(new Put(1, "new base"))));
    }

    @Test
    void tombstones() {
        explore(
                LogScenario.of(
                        new Append(new Put(1, "a"), new Put(2, "b")),
                        new Append(new Tombstone(1)),
                        new Append(new Put(1, "again"), new Tombstone(2))));
    }

    @Test
    void segmentRotation() {
        explore(LogScenario.of(fill(3, 1500)));
    }

    @Test
    void aFrameThatFillsItsSegmentExactly() {
        // A segment's head, a frame's and a record's for each of two objects: nothing is left to pad.
        int rest = 4096 - SegmentLayout.FRAMES - 24 - 8 - 8 - 8;
        explore(LogScenario.of(new Append(new Put(1, "x".repeat(rest))), new Append(new Put(2, "b"))));
    }

    @Test
    void tooLittleLeftForAPad() {
        int rest = 4096 - SegmentLayout.FRAMES - 24 - 8 - 8 - 8 - 16;
        explore(LogScenario.of(new Append(new Put(1, "x".repeat(rest))), new Append(new Put(2, "b"))));
    }

    @Test
    void roomForAPadAndNoLifeFrame() {
        int rest = 4096 - SegmentLayout.FRAMES - 24 - 8 - 8 - 8 - 24;
        explore(
                LogScenario.of(
                        new Append(new Put(1, "x".repeat(rest))),
                        new Kill(),
                        new Append(new Put(2, "b")),
                        new Append()));
    }

    @Test
    void batchesLongerThanASegment() {
        explore(
                LogScenario.of(
                        new Append(new Put(1, "old"), new Put(2, "old")),
                        new Append(
                                new Put(1, "x".repeat(2500)),
                                new Put(2, "y".repeat(2500)),
                                new Put(3, "z".repeat(2500))),
                        new Append(new Put(2, "new"))));
    }

    @Test
    void largeRecords() {
        explore(
                LogScenario.of(
                                new Append(new Put(1, "x".repeat(9000))),
                                new Append(new Put(1, "y".repeat(5000))),
                                new Append(new Tombstone(1)))
                        .withLargeRecords());
    }

    @Test
    void growth() {
        explore(LogScenario.of(fill(5, 2000)).withSegments(1, 12));
    }

    @Test
    void closingAndReopening() {
        explore(
                LogScenario.of(
                        new Append(new Put(1, "a")),
                        new Reopen(),
                        new Append(new Put(1, "b")),
                        new Reopen(),
                        new Reopen()));
    }

    @Test
    void killedAndReopenedManyTimes() {
        explore(
                LogScenario.of(
                        new Append(new Put(1, "a")),
                        new Kill(),
                        new Append(new Put(1, "b")),
                        new Kill(),
                        new Kill(),
                        new Append(new Put(2, "c")),
                        new Reopen(),
                        new Kill(),
                        new Append(new Tombstone(1))));
    }

    @Test
    void manyLivesFillManySegments() {
        var acts = new ArrayList<Act>();
        for (int life = 0; life < 4; life++) {
            acts.addAll(List.of(fill(2, 1400)));
            acts.add(new Kill());
        }
        explore(LogScenario.of(acts.toArray(Act[]::new)).withSegments(2, 12));
    }

    /// `count` batches of `bytes` bytes.
    private static Act[] fill(int count, int bytes) {
        var acts = new Act[count];
        for (int i = 0; i < count; i++) acts[i] = new Append(new Put(1 + i % 3, (char) ('a' + i) + "x".repeat(bytes)));
        return acts;
    }

    private static void explore(LogScenario scenario) {

        var report = CrashExplorer.explore(scenario, OPTIONS);
        assertThat(report.images()).isGreaterThan(100);
    }
}

package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.recovery.LogScenario.Op.Put;
import org.junit.jupiter.api.Test;

/// The last segment of an append head was full, and emptied, and nothing was appended to that head since. A log that
/// was closed then said that the head ended there, and could not be opened any more once the segment was free.
class ClosedAfterCleaningTest {
    @Test
    void anEmptiedSegmentIsNobodysEnd() {
        var log = new CleanedLog();
        int segment = log.commitApart(new Put(1, "moved"));
        log.checkpoint();
        log.empty(segment);
        log.checkpoint();
        log.log.close();
        assertThat(log.log.superblock().ends()).extracting(end -> end.segment()).doesNotContain(segment);
        log.requireSameByTheCheckpoint(log.region.image());
    }
}

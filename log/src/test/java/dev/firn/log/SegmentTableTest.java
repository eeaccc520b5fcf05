package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.SegmentTable.Named;
import dev.firn.log.SegmentTable.Opening;
import org.junit.jupiter.api.Test;

/// How long ago the oldest thing that still lies on the medium was written: a deletion is forgotten only when nothing
/// is as old as it.
class SegmentTableTest {
    private final SegmentTable table = SegmentTable.unknown(2);

    private void knows(int segment, int generation, long firstStamp) {
        table.setSource(asked -> asked.openedLast(segment, generation, new Opening(0, 7, firstStamp)));
    }

    @Test
    void aSegmentThatMayBeOpenedNextStillHoldsWhatItHeld() {
        table.found(new Named(0, 3));
        table.found(new Named(1, 0));
        knows(0, 3, 17);
        assertThat(table.oldestOpening(-1)).isEqualTo(17);
        assertThat(table.oldestOpening(0)).as("the other was never opened").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ofAnotherOpeningNothingIsKnown() {
        table.found(new Named(0, 3));
        table.found(new Named(1, 0));
        knows(0, 2, 17);
        assertThat(table.oldestOpening(-1)).isZero();
    }

    @Test
    void whatWasOpenedSinceIsAsYoungAsItsHead() {
        table.found(new Named(0, 3));
        table.found(new Named(1, 0));
        table.found(new SegmentHeaders.Header(0, 4, 0, 1, 8, 99));
        knows(0, 3, 17);
        assertThat(table.oldestOpening(-1)).isEqualTo(99);
    }
}

package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The packed word at the borders of its fields: one field's largest value never spills into the next.
class SegmentStateTest {
    private static final int MOST_OFFSET_UNITS = (1 << 30) - 1;

    @Property
    void fieldsAreIndependent(
            @ForAll @IntRange(max = SegmentState.MAX_GENERATION) int generation,
            @ForAll @IntRange(max = MOST_OFFSET_UNITS) int units,
            @ForAll @IntRange(max = SegmentState.MAX_WRITERS) int writers,
            @ForAll boolean sealed,
            @ForAll boolean flushing) {
        long offset = (long) units * SegmentState.UNIT;
        long state =
                SegmentState.open(generation, offset) + writers * SegmentState.WRITER
                        | (sealed ? SegmentState.SEALED : 0)
                        | (flushing ? SegmentState.FLUSHING : 0);
        assertThat(SegmentState.generation(state)).isEqualTo(generation);
        assertThat(SegmentState.offset(state)).isEqualTo(offset);
        assertThat(SegmentState.writers(state)).isEqualTo(writers);
        assertThat(SegmentState.isSealed(state)).isEqualTo(sealed);
        assertThat(SegmentState.isFlushing(state)).isEqualTo(flushing);
        assertThat(SegmentState.isQuiescent(state)).isEqualTo(sealed && !flushing && writers == 0);
    }

    @Property
    void aReservationAddsItsLengthAndOneWriter(
            @ForAll @IntRange(max = SegmentState.MAX_GENERATION) int generation,
            @ForAll @IntRange(max = 1 << 24) int units,
            @ForAll @IntRange(min = 1, max = 1 << 21) int length,
            @ForAll @IntRange(max = SegmentState.MAX_WRITERS - 1) int writers) {
        long before = SegmentState.open(generation, 8L * units) + writers * SegmentState.WRITER;
        long after = before + SegmentState.reservation(8 * length);
        assertThat(SegmentState.offset(after)).isEqualTo(8L * (units + length));
        assertThat(SegmentState.writers(after)).isEqualTo(writers + 1);
        assertThat(SegmentState.generation(after)).isEqualTo(generation);
        assertThat(SegmentState.isSealed(after)).isFalse();
        assertThat(after - SegmentState.WRITER)
                .isEqualTo(SegmentState.open(generation, 8L * (units + length)) + writers * SegmentState.WRITER);
    }

    @Test
    void theLargestGenerationComesBackPositive() {
        assertThat(SegmentState.generation(SegmentState.open(SegmentState.MAX_GENERATION, 0)))
                .isEqualTo(SegmentState.MAX_GENERATION);
    }

    /// As many writers as fit, each refused once at the end of the longest segment, do not reach the flushing bit.
    @Test
    void refusedWritersDoNotRunTheOffsetOver() {
        long state = SegmentState.open(0, LogOptions.MAX_SEGMENT_BYTES);
        for (int writer = 0; writer < 60; writer++) state += SegmentState.reservation(LogOptions.MAX_SEGMENT_BYTES);
        assertThat(SegmentState.isFlushing(state)).isFalse();
        assertThat(SegmentState.writers(state)).isEqualTo(60);
    }
}

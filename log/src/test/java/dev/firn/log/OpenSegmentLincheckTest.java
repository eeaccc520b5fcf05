package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.format.SegmentLayout;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/// Interleavings of writers at the end of a segment, tried by Lincheck's model checker: ranges are disjoint, one writer
/// finds the end, and one of all those who leave after that is the last.
public class OpenSegmentLincheckTest {
    private static final int CAPACITY = 4096;
    private static final int FRAME = 24;

    private final OpenSegment segment =
            new OpenSegment(1, 0, CAPACITY, CAPACITY, 1, 1, 0, CAPACITY - 64, CAPACITY - 64, null);
    private final AtomicInteger crossed = new AtomicInteger();
    private final AtomicInteger last = new AtomicInteger();

    /// Reserves a frame and leaves at once.
    @Operation
    public String append() {
        long offset = segment.reserve(FRAME);
        if (offset == OpenSegment.CROSSED) crossed.incrementAndGet();
        String rest = offset == OpenSegment.CROSSED ? "crossed at " + segment.sealedAt() : "at " + offset;
        if (offset != OpenSegment.FULL && segment.finish()) last.incrementAndGet();
        return offset == OpenSegment.FULL || offset == OpenSegment.OVERRUN ? "refused" : rest;
    }

    /// Called when nobody is at work.
    @Validate
    public void oneFindsTheEndAndOneIsTheLast() {
        if (segment.writers() != 0) throw new IllegalStateException("writers " + segment.writers());
        if (crossed.get() > 1) throw new IllegalStateException(crossed.get() + " found the end");
        if (last.get() != crossed.get()) throw new IllegalStateException(last.get() + " were the last");
    }

    @Test
    void everyInterleavingIsLikeSomeOrder() {
        new ModelCheckingOptions()
                .iterations(5)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .invocationsPerIteration(1000)
                .check(OpenSegmentLincheckTest.class);
    }

    /// What `stable` says while the segment before is not wholly stable, and after.
    @Test
    void aSegmentIsStableAfterTheOneBefore() {
        var next = new OpenSegment(2, CAPACITY, CAPACITY, CAPACITY, 1, 1, 1, SegmentLayout.FRAMES, 0, segment);
        assertThat(next.stable()).isZero();
        assertThat(next.isDurable(CAPACITY + SegmentLayout.FRAMES)).isFalse();
        segment.completed(CAPACITY - 64, CAPACITY);
        assertThat(next.stable()).isEqualTo(SegmentLayout.FRAMES);
        next.completed(SegmentLayout.FRAMES, SegmentLayout.FRAMES + 64);
        assertThat(next.isDurable(CAPACITY + SegmentLayout.FRAMES + 63)).isTrue();
        assertThat(next.isDurable(CAPACITY + SegmentLayout.FRAMES + 64)).isFalse();
    }
}

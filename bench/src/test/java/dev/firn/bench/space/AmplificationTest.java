package dev.firn.bench.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.bench.space.Amplification.Plan;
import dev.firn.bench.space.Traffic.Kind;
import org.junit.jupiter.api.Test;

/// What a small real log writes for its users, counted: so that what makes it dearer is seen.
class AmplificationTest {
    private static final int SEGMENTS = 256;

    @Test
    void skewedTrafficInALogThatIsThreeFifthsFull() {
        var is = Amplification.of(new Plan(Kind.ZIPF, 0.6, SEGMENTS, 64 << 10, 3, 1));
        assertThat(is.fill()).isBetween(0.58, 0.62);
        assertThat(is.moved()).isPositive();
        assertThat(is.checkpoints()).isPositive();
        assertThat(is.ofData()).isLessThan(1.4);
        assertThat(is.checkpoint()).as("checkpoints").isLessThan(is.user() / 8);
        assertThat(is.commits() + is.moved() + is.checkpoint()).isLessThanOrEqualTo(is.opened() + SEGMENTS * 1024L);
    }
}

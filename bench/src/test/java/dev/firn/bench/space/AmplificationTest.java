package dev.firn.bench.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.bench.space.Amplification.Plan;
import dev.firn.bench.space.Traffic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a small real log writes for its users, counted: so that what makes it dearer is seen. Seeds are fixed; the
/// bounds are what it is and a twentieth more.
class AmplificationTest {
    private static final int SEGMENTS = 512;
    private static final int KIB = 32;

    private static Amplification of(Kind kind, double fill) {
        return RecordRun.of(new Plan(kind, fill, SEGMENTS, KIB << 10, 4, 2));
    }

    @ParameterizedTest
    @CsvSource({"ZIPF, 0.6, 1.40", "ZIPF, 0.75, 2.08", "UNIFORM, 0.75, 2.81"})
    void littleIsCopied(Kind kind, double fill, double bound) {
        var is = of(kind, fill);
        assertThat(is.fill().live()).isBetween(fill - 0.01, fill + 0.01);
        assertThat(is.ofData()).isLessThan(bound);
    }

    @Test
    void skewedTrafficInALogOfFewerSegments() {
        var is = RecordRun.of(new Plan(Kind.ZIPF, 0.6, 256, 64 << 10, 3, 1));
        assertThat(is.fill().live()).isBetween(0.58, 0.62);
        assertThat(is.bytes().moved()).isPositive();
        assertThat(is.ofData()).isLessThan(1.4);
        assertThat(is.bytes().checkpoint()).as("checkpoints").isLessThan(is.bytes().user() / 8);
    }

    /// Nothing is kept apart where all is written equally often: what a log comes to is what anyone can.
    @Test
    void uniformTrafficCostsWhatItMust() {
        var is = of(Kind.UNIFORM, 0.7);
        assertThat(is.ofData()).isLessThan(1.05 * ClosedForm.amplification(is.fillOfRest()));
    }

    @Test
    void allBytesAreCounted() {
        var bytes = of(Kind.ZIPF, 0.7).bytes();
        assertThat(bytes.checkpoint()).isPositive();
        long counted = bytes.commits() + bytes.moved() + bytes.checkpoint() + bytes.digests() + bytes.ends();
        assertThat(counted).isBetween(bytes.opened() - 32L * KIB * 1024, bytes.opened() + 32L * KIB * 1024);
    }
}

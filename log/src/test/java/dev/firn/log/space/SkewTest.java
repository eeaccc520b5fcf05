package dev.firn.log.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/// Each traffic's divergence is known exactly: the sum of `p * ln(p / q)`.
class SkewTest {
    private static final int OBJECTS = 2_000;

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void uniformTrafficIsWorthOneClass() {
        var skew = after(() -> random.nextInt(OBJECTS));
        assertThat(skew.divergence()).isCloseTo(0, within(0.03));
        assertThat(skew.classes(10)).isEqualTo(1);
    }

    @Test
    void hotAndColdAreWorthSome() {
        var skew = after(() -> hot(0.8, 0.2));
        assertThat(skew.divergence()).isCloseTo(0.8 * Math.log(4) + 0.2 * Math.log(0.25), within(0.05));
        assertThat(skew.classes(10)).isBetween(3, 4);
        assertThat(skew.classes(2)).isEqualTo(2);
    }

    @Test
    void whatIsNeverWrittenIsSeen() {
        var skew = after(() -> random.nextInt(OBJECTS / 2));
        assertThat(skew.divergence()).isCloseTo(Math.log(2), within(0.05));
    }

    /// Written in turns, all objects are alike, although no two gaps differ.
    @Test
    void turnsAreWorthOneClass() {
        int[] next = {0};
        var skew = after(() -> next[0]++ % OBJECTS);
        assertThat(skew.divergence()).isNegative();
        assertThat(skew.classes(10)).isEqualTo(1);
    }

    @Test
    void itForgetsWhatTrafficWas() {
        var skew = new Skew(1);
        var last = new long[OBJECTS];
        long now = feed(skew, last, 0, () -> hot(0.95, 0.02));
        assertThat(skew.classes(10)).isGreaterThan(6);
        feed(skew, last, now, () -> random.nextInt(OBJECTS));
        assertThat(skew.classes(10)).isEqualTo(1);
    }

    /// What is measured may lie where two numbers of classes are equally good; then it stays at one of them.
    @Test
    void noiseChangesNothing() {
        var skew = after(() -> hot(0.8, 0.2));
        int classes = skew.classes(10);
        for (int i = 0; i < 100; i++) {
            skew.wrote(i % 2 == 0 ? OBJECTS / 4 : 4 * OBJECTS, 1, OBJECTS);
            assertThat(skew.classes(10)).isEqualTo(classes);
        }
    }

    @Test
    void whatAnEarlierLifeHadStaysUntilSomethingIsKnown() {
        var skew = new Skew(7);
        for (int i = 0; i < OBJECTS / 8; i++) skew.wrote(OBJECTS, 1, OBJECTS);
        assertThat(skew.classes(10)).isEqualTo(7);
        assertThat(skew.classes(3)).isEqualTo(3);
        skew.wrote(OBJECTS, 1, OBJECTS);
        assertThat(skew.classes(10)).isEqualTo(1);
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(new Skew(1).classes(10)).isEqualTo(1);
        assertThat(new Skew(1).divergence()).isZero();
    }

    private int hot(double writes, double share) {
        int hot = (int) (OBJECTS * share);
        return random.nextDouble() < writes ? random.nextInt(hot) : random.nextInt(hot, OBJECTS);
    }

    private Skew after(IntSupplier object) {
        var skew = new Skew(1);
        feed(skew, new long[OBJECTS], 0, object);
        return skew;
    }

    private long feed(Skew skew, long[] last, long from, IntSupplier object) {
        if (from == 0) Arrays.setAll(last, i -> -random.nextInt(OBJECTS));
        long now = from;
        for (; now < from + 40L * OBJECTS; now++) {
            int written = object.getAsInt();
            skew.wrote(now - last[written], 1, OBJECTS);
            last[written] = now;
        }
        return now;
    }
}

package dev.firn.log.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalClassesTest {
    private static final long LIVE = 1 << 20;

    @Test
    void eachClassHasHalfTheIntervalOfTheOneBefore() {
        assertThat(IntervalClasses.of(5 * LIVE, LIVE, 10)).isZero();
        assertThat(IntervalClasses.of(2 * LIVE, LIVE, 10)).isZero();
        assertThat(IntervalClasses.of(2 * LIVE - 1, LIVE, 10)).isEqualTo(1);
        assertThat(IntervalClasses.of(LIVE, LIVE, 10)).isEqualTo(1);
        assertThat(IntervalClasses.of(LIVE - 1, LIVE, 10)).isEqualTo(2);
        assertThat(IntervalClasses.of(LIVE / 128, LIVE, 10)).isEqualTo(8);
        assertThat(IntervalClasses.of(LIVE / 128 - 1, LIVE, 10)).isEqualTo(9);
        assertThat(IntervalClasses.of(0, LIVE, 10)).isEqualTo(9);
    }

    /// A class means the same however many there are; only the hottest takes what is hotter than it, too.
    @Test
    void fewerClassesAreTheColdestOfMany() {
        for (long interval = 1; interval < 4 * LIVE; interval = interval * 3 / 2 + 1) {
            for (int classes = 1; classes <= IntervalClasses.MOST; classes++) {
                int ofAll = IntervalClasses.of(interval, LIVE, IntervalClasses.MOST);
                assertThat(IntervalClasses.of(interval, LIVE, classes)).isEqualTo(Math.min(ofAll, classes - 1));
            }
        }
    }

    @Test
    void whatIsTypicalOfAClassIsInIt() {
        for (int ofClass = 0; ofClass < IntervalClasses.MOST; ofClass++) {
            long typical = IntervalClasses.typical(ofClass, LIVE);
            assertThat(IntervalClasses.of(typical, LIVE, IntervalClasses.MOST)).isEqualTo(ofClass);
        }
    }

    @Test
    void aStoreWithoutSlackHasOneClass() {
        assertThat(IntervalClasses.most(-3)).isEqualTo(1);
        assertThat(IntervalClasses.most(5)).isEqualTo(1);
        assertThat(IntervalClasses.most(6)).isEqualTo(2);
        assertThat(IntervalClasses.most(29)).isEqualTo(9);
        assertThat(IntervalClasses.most(1_000_000)).isEqualTo(IntervalClasses.MOST);
    }
}

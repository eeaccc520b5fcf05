package dev.firn.log.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.log.LogMemory;
import java.util.HashMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UpdateTimesTest {
    private final UpdateTimes times = new UpdateTimes(LogMemory.onHeap(), 64);

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(times.last(7, 100)).isEqualTo(UpdateTimes.UNKNOWN);
        assertThat(times.penultimate(7, 100)).isEqualTo(UpdateTimes.UNKNOWN);
        assertThat(times.bytes()).isZero();
    }

    @Test
    void theLastTwoWritesAreKnown() {
        times.wrote(7, 10);
        assertThat(times.last(7, 100)).isEqualTo(10);
        assertThat(times.penultimate(7, 100)).isEqualTo(UpdateTimes.UNKNOWN);
        times.wrote(7, 25);
        times.wrote(7, 60);
        assertThat(times.last(7, 100)).isEqualTo(60);
        assertThat(times.penultimate(7, 100)).isEqualTo(25);
        assertThat(times.last(8, 100)).isEqualTo(UpdateTimes.UNKNOWN);
    }

    @Test
    void aGuessTellsNothingOfTheLastWrite() {
        times.guess(7, -500, 100);
        assertThat(times.penultimate(7, 100)).isEqualTo(-500);
        assertThat(times.last(7, 100)).isEqualTo(UpdateTimes.UNKNOWN);
    }

    @Test
    void whatIsForgottenIsUnknown() {
        times.forget(7);
        assertThat(times.bytes()).isZero();
        times.wrote(7, -90, 10);
        assertThat(times.penultimate(7, 10)).isEqualTo(-90);
        times.forget(7);
        assertThat(times.last(7, 100)).isEqualTo(UpdateTimes.UNKNOWN);
    }

    @Test
    void slabsAppearWhenTheirFirstObjectIsWritten() {
        times.wrote(1000, 1);
        times.wrote(1001, 1);
        times.wrote(0, 1);
        assertThat(times.bytes()).isEqualTo(2 * 64 * 8);
        assertThatThrownBy(() -> new UpdateTimes(LogMemory.onHeap(), 63)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Each tick in 2^32 whose low bits would say "unknown" is remembered as the one before.
    @Test
    void noTimeIsTakenForUnknown() {
        long wrapped = 1L << 32;
        times.wrote(7, wrapped);
        assertThat(times.last(7, wrapped + 5)).isEqualTo(wrapped - 1);
    }

    /// Over many times 2^32 ticks, what is further back than the horizon stays so, and all else is exact (to a tick).
    @Test
    void timesStayRightForEver() {
        var random = new SplittableRandom(1);
        var model = new HashMap<Long, long[]>();
        long now = 0;
        for (int step = 0; step < 40_000; step++) {
            now += random.nextLong(1L << random.nextInt(1, 25));
            times.age(now);
            long object = random.nextInt(100) < 90 ? random.nextInt(4) : random.nextInt(300);
            check(object, model.get(object), now);
            if (random.nextInt(4) > 0) continue;
            times.wrote(object, now);
            var before = model.get(object);
            model.put(object, new long[] {now, before == null ? UpdateTimes.UNKNOWN : before[0]});
        }
        assertThat(now).isGreaterThan(1L << 34);
    }

    private void check(long object, long[] expected, long now) {
        if (expected == null) return;
        checkTime(times.last(object, now), expected[0], now);
        checkTime(times.penultimate(object, now), expected[1], now);
    }

    private static void checkTime(long found, long expected, long now) {
        if (expected == UpdateTimes.UNKNOWN) assertThat(found).isEqualTo(expected);
        else if (now - expected < UpdateTimes.HORIZON) assertThat(found).isBetween(expected - 1, expected);
        else assertThat(now - found).isBetween(UpdateTimes.HORIZON, 2 * UpdateTimes.HORIZON - 1);
    }
}

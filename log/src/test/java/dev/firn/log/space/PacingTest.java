package dev.firn.log.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {
    private static final long SEGMENT = 1 << 20;
    private static final int RESERVE = 4;
    private static final int POOL = 8;

    private final Pacing pacing = new Pacing(SEGMENT, RESERVE);

    PacingTest() {
        pacing.limits(RESERVE, POOL);
    }

    @Test
    void whereEnoughIsFreeNothingIsOwed() {
        for (int i = 0; i < 100; i++) assertThat(pacing.owes(1 << 20, (RESERVE + POOL) * SEGMENT)).isZero();
    }

    @Test
    void tooLittleForAFrameIsOwedLater() {
        long owed = pacing.owes(1024, 8 * SEGMENT);
        assertThat(owed).isZero();
        int commits = 1;
        for (; owed == 0; commits++) owed = pacing.owes(1024, 8 * SEGMENT);
        assertThat(owed).isEqualTo(Pacing.SHORTEST_STEP);
        assertThat(commits).as("one for one in the middle of the pool").isEqualTo(4);
    }

    @Test
    void aLargeDebtIsPaidInSteps() {
        for (int i = 0; i < 1000; i++)
            assertThat(pacing.owes(4096, 6 * SEGMENT)).isLessThanOrEqualTo(Pacing.LONGEST_STEP);
        assertThat(pacing.owes(1 << 20, 8 * SEGMENT)).as("a large commit owes more by itself").isEqualTo(2 << 20);
    }

    @Test
    void belowTheReserveAllIsPaid() {
        for (int i = 0; i < 100; i++) pacing.owes(4096, 8 * SEGMENT);
        assertThat(pacing.owes(4096, 2 * SEGMENT)).isEqualTo(100 * 4096 + 4096 * 5);
    }

    /// The factor falls without a jump from 8, where nothing is free, to 0.
    @Test
    void theLessIsFreeTheMoreIsOwed() {
        double before = Double.MAX_VALUE;
        for (long free = 0; free <= (RESERVE + POOL) * SEGMENT; free += SEGMENT / 4) {
            var fresh = new Pacing(SEGMENT, RESERVE);
            fresh.limits(RESERVE, POOL);
            double owed = fresh.owes(1_000_000, free) / 1_000_000.0;
            assertThat(owed).isLessThanOrEqualTo(Math.min(8, before));
            if (before < Double.MAX_VALUE) assertThat(before - owed).isLessThan(0.4);
            before = owed;
        }
        assertThat(before).isZero();
    }

    /// A store in which each victim is so full neither runs out of free segments nor cleans more than it must.
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 0.8, 0.95})
    void aStoreSettlesInThePool(double victimShare) {
        double free = 2 * POOL * SEGMENT;
        double moves = 0;
        double moved = 0;
        double longest = 0;
        long victimBytes = (long) (victimShare * SEGMENT);
        for (int commit = 0; commit < 400_000; commit++) {
            long step = pacing.owes(1024, (long) free);
            longest = Math.max(longest, step);
            pacing.moved(step);
            moves += step;
            moved += step;
            free -= 1024 + step;
            for (; moved >= victimBytes; moved -= victimBytes) {
                free += SEGMENT;
                pacing.emptied(victimBytes);
            }
            assertThat(free).isGreaterThan((RESERVE - 2) * SEGMENT);
        }
        assertThat(free).isLessThan((RESERVE + POOL + 1) * SEGMENT);
        assertThat(pacing.cost()).isCloseTo(victimShare / (1 - victimShare), within(0.01));
        assertThat(longest).isLessThanOrEqualTo(Math.max(Pacing.LONGEST_STEP, 4 * 1024 * pacing.cost()));
    }

    @Test
    void thePoolFollowsTheSlack() {
        assertThat(Pacing.pool(0)).isEqualTo(4);
        assertThat(Pacing.pool(102)).isEqualTo(8);
        assertThat(Pacing.pool(1 << 30)).isEqualTo(16);
        assertThatThrownBy(() -> pacing.limits(4, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pacing.limits(0, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}

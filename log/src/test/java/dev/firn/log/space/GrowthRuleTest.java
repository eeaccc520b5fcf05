package dev.firn.log.space;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GrowthRuleTest {
    private static final int SEGMENT = 1 << 20;

    @Test
    void twoThirdsAreLiveBesideWhatIsFixed() {
        assertThat(GrowthRule.wanted(63L * SEGMENT, SEGMENT, 7)).isEqualTo(107);
        assertThat(GrowthRule.wanted(0, SEGMENT, 7)).isEqualTo(7);
        assertThat(GrowthRule.wanted(Long.MAX_VALUE, 4096, 7)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void itGrowsByAnEighthUntilItHasWhatIsWanted() {
        assertThat(GrowthRule.grown(80, 1000, 1000)).isEqualTo(90);
        assertThat(GrowthRule.grown(80, 83, 1000)).isEqualTo(83);
        assertThat(GrowthRule.grown(80, 10, 1000)).as("at least by one").isEqualTo(81);
        assertThat(GrowthRule.grown(3, 100, 1000)).isEqualTo(4);
        assertThat(GrowthRule.grown(80, 100, 85)).isEqualTo(85);
        assertThat(GrowthRule.grown(80, 100, 70)).as("it does not shrink").isEqualTo(80);
    }

    /// However much becomes live, step by step: a store of some segments is less than twice what is live.
    @Property(tries = 200)
    void aStoreIsNeverTwiceWhatIsLive(@ForAll @IntRange(min = 30, max = 3000) int live) {
        int segments = 1;
        for (int now = 1; now <= live; now++) {
            int wanted = GrowthRule.wanted((long) now * SEGMENT, SEGMENT, 10);
            while (segments < wanted) segments = GrowthRule.grown(segments, wanted, Integer.MAX_VALUE);
        }
        assertThat(segments).isLessThan(2 * live);
    }
}

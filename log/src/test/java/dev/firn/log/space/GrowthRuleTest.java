package dev.firn.log.space;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GrowthRuleTest {
    @Test
    void aStoreThatIsMostlyLiveGrows() {
        assertThat(GrowthRule.grows(63, 100)).isTrue();
        assertThat(GrowthRule.grows(62, 100)).isFalse();
        assertThat(GrowthRule.grows(0, 0)).isFalse();
    }

    @Test
    void itGrowsByAnEighth() {
        assertThat(GrowthRule.grown(80, 6, 1000)).isEqualTo(90);
        assertThat(GrowthRule.grown(3, 1, 1000)).isEqualTo(4);
        assertThat(GrowthRule.grown(3, 6, 1000)).isEqualTo(6);
        assertThat(GrowthRule.grown(80, 6, 85)).isEqualTo(85);
        assertThat(GrowthRule.grown(80, 6, 70)).as("it does not shrink").isEqualTo(80);
    }

    /// However much becomes live, step by step: a store that needs more than the fewest segments is less than twice
    /// what is live.
    @Property(tries = 200)
    void aStoreIsNeverTwiceWhatIsLive(
            @ForAll @IntRange(min = 1, max = 30) int fewest, @ForAll @IntRange(min = 50, max = 3000) int live) {
        int segments = fewest;
        for (int now = 1; now <= live; now++) {
            while (GrowthRule.grows(now, segments)) segments = GrowthRule.grown(segments, fewest, Integer.MAX_VALUE);
        }
        assertThat(segments).isLessThan(2 * live + 1);
        assertThat((double) live / segments).isLessThanOrEqualTo(0.62);
    }
}

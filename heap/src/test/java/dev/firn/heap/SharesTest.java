package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SharesTest {
    @Property(tries = 500)
    void whoMakesRoomMayTakeMoreSegmentsThanWhoWaitsForIt(
            @ForAll @IntRange(min = 32, max = 100_000) int segments,
            @ForAll @IntRange(min = 1, max = 20) int checkpoint,
            @ForAll @IntRange(min = 1, max = 30) int heads,
            @ForAll @IntRange(min = 1, max = 50) int unit) {
        var shares = new Shares(segments, checkpoint, heads, unit, 1000);
        assertThat(shares.ofCleaner()).as("a checkpoint takes them").isEqualTo(Math.min(checkpoint, 2));
        assertThat(shares.ofDeletions() - shares.ofCleaner()).as("the cleaner").isGreaterThan(unit);
        assertThat(shares.ofUsers()).as("deletions").isGreaterThan(shares.ofDeletions());
        int holding = segments - shares.ofUsers() - 1 - checkpoint - heads;
        assertThat(shares.limit()).isNotNegative().isLessThanOrEqualTo(1000L * Math.max(0, holding));
    }

    @Property(tries = 100)
    void mostOfALargeLogHoldsWhatIsWanted(@ForAll @IntRange(min = 1000, max = 1_000_000) int segments) {
        assertThat(new Shares(segments, 8, 13, 1, 1000).limit()).isGreaterThan(930L * segments);
    }
}

package dev.firn.log.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VictimChoiceTest {
    private static final long SEGMENT = 1 << 20;

    private final SplittableRandom random = new SplittableRandom(1);
    private long[] live;
    private SegmentAges ages;
    private VictimChoice choice;

    private void segments(int count, int looks) {
        live = new long[count];
        Arrays.fill(live, -1);
        ages = new SegmentAges(count);
        choice = new VictimChoice(ages, count, SEGMENT, looks);
    }

    private int choose(long slack, long now) {
        int chosen = choice.choose(segment -> live[segment], slack, now);
        if (chosen != VictimChoice.NONE) live[chosen] = -1;
        return chosen;
    }

    private void segment(int segment, double share, long openedAt, long penultimate) {
        live[segment] = (long) (share * SEGMENT);
        ages.opened(segment, false, openedAt);
        ages.placed(segment, SEGMENT, penultimate);
    }

    @Test
    void whatMayNotBeCleanedIsNot() {
        segments(3, 10);
        assertThat(choose(0, 100)).isEqualTo(VictimChoice.NONE);
        segment(1, 1.0, 0, 0);
        assertThat(choose(0, 100)).as("nothing would be won").isEqualTo(VictimChoice.NONE);
        segment(2, 0.999, 0, 0);
        assertThat(choose(0, 100)).isEqualTo(2);
        assertThat(choose(0, 100)).isEqualTo(VictimChoice.NONE);
    }

    @Test
    void anEmptySegmentIsFirst() {
        segments(2, 10);
        segment(0, 0.01, 0, -1_000_000);
        segment(1, 0, 0, 99);
        assertThat(choose(0, 100)).isEqualTo(1);
    }

    @Test
    void ofEquallyOldOnesTheEmptierIsCleaned() {
        segments(2, 10);
        segment(0, 0.5, 0, 0);
        segment(1, 0.4, 0, 0);
        assertThat(choose(0, 100)).isEqualTo(1);
    }

    /// In the hot one much dies soon; so it is worth waiting for, even if it is the emptier one now.
    @Test
    void aColdOneIsCleanedBeforeAnEmptierHotOne() {
        segments(2, 10);
        segment(0, 0.5, 0, 9_900);
        segment(1, 0.8, 0, -90_000);
        assertThat(choose(0, 10_000)).isEqualTo(1);
    }

    @Test
    void whatAllUsersWriteToIsLeftAloneWhileItIsYoung() {
        segments(2, 10);
        segment(0, 0.9, 0, 0);
        live[1] = SEGMENT / 2;
        ages.opened(1, true, 950);
        ages.placed(1, SEGMENT, 0);
        assertThat(choose(1_000, 1_000)).isEqualTo(0);
        assertThat(choose(1_000, 1_000)).as("there is nothing else").isEqualTo(1);
        live[1] = SEGMENT / 2;
        segment(0, 0.9, 0, 0);
        assertThat(choose(1_000, 2_000)).as("it has become old").isEqualTo(1);
    }

    @Test
    void aChoiceAmongAllIsTheBest() {
        segments(500, 1_000);
        for (int segment = 0; segment < 500; segment++) randomSegment(segment);
        for (int round = 0; round < 400; round++) {
            int chosen = choice.choose(segment -> live[segment], 0, 10_000);
            assertThat(rank(chosen)).isZero();
            live[chosen] = -1;
        }
    }

    private void randomSegment(int segment) {
        segment(segment, random.nextDouble(), 0, random.nextInt(10_000));
    }

    /// However many there are, a choice looks at few, and what it takes is nearly always among the best one in a
    /// hundred.
    @Test
    void aChoiceAmongManyLooksAtFewAndIsNearlyTheBest() {
        int count = 20_000;
        segments(count, 500);
        for (int segment = 0; segment < count; segment++) randomSegment(segment);
        int[] looked = {0};
        int good = 0;
        for (int round = 0; round < 400; round++) {
            looked[0] = 0;
            int chosen =
                    choice.choose(
                            segment -> {
                                looked[0]++;
                                return live[segment];
                            },
                            0,
                            10_000);
            assertThat(looked[0]).isLessThanOrEqualTo(500 + VictimChoice.KEPT);
            if (round >= 40 && rank(chosen) < count / 100) good++;
            randomSegment(chosen);
        }
        assertThat(good).isGreaterThan(350);
    }

    /// How many segments would have been better.
    private long rank(int chosen) {
        long better = 0;
        for (int segment = 0; segment < live.length; segment++)
            if (live[segment] >= 0 && cost(segment) < cost(chosen)) better++;
        return better;
    }

    private double cost(int segment) {
        double share = (double) live[segment] / SEGMENT;
        return share / ((1 - share) * (1 - share)) / ages.interval(segment, 10_000);
    }

    @Test
    void newSegmentsAreLookedAt() {
        segments(2, 10);
        live = Arrays.copyOf(live, 4);
        live[2] = live[3] = -1;
        ages.grow(4);
        choice.grow(4);
        segment(3, 0.5, 0, 0);
        assertThat(choose(0, 100)).isEqualTo(3);
    }

    @Test
    void aChoiceAllocatesNothing() {
        segments(10_000, VictimChoice.LOOKS);
        for (int segment = 0; segment < live.length; segment++) randomSegment(segment);
        VictimChoice.Segments all = segment -> live[segment];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 1_000; i++) choice.choose(all, 1_000, 10_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) choice.choose(all, 1_000, 10_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }
}

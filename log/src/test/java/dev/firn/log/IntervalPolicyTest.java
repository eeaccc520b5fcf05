package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.SegmentTable.Opening;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.space.IntervalPolicy;
import org.junit.jupiter.api.Test;

/// Segments of 256 KiB. What the classes themselves do is in the tests of their package.
class IntervalPolicyTest {
    private static final int SEGMENT = 256 << 10;
    private static final int COUNT = 100;

    private final SegmentTable segments = new SegmentTable(COUNT);
    private final LiveBytes live = new LiveBytes(Superblock.first(java.util.UUID.randomUUID(), SEGMENT, COUNT));

    private IntervalPolicy policy() {
        return new IntervalPolicy(segments, live, LogMemory.onHeap(), SEGMENT, SEGMENT - 1, 10, false);
    }

    private void sealed(int segment, int head, int liveBytes) {
        segments.set(segment, Use.SEALED);
        segments.opened(segment, new Opening(head, segment, 1));
        live.add(segment, liveBytes);
    }

    @Test
    void onlyWhatCanBeEmptiedIsChosen() {
        sealed(3, 0, SEGMENT / 2);
        sealed(4, CheckpointHeads.RUNS, 64);
        segments.set(5, Use.OPEN);
        var policy = policy();
        assertThat(policy.choose(segments, live)).isEqualTo(3);
        segments.set(3, Use.EMPTIED);
        assertThat(policy.choose(segments, live)).isEqualTo(-1);
    }

    @Test
    void theHeadsOfAnEarlierLifeSayHowHotTheirSegmentsAre() {
        sealed(3, Log.FIRST_CLASS_HEAD + 9, SEGMENT / 2);
        sealed(4, Log.FIRST_CLASS_HEAD, SEGMENT / 2 + 1000);
        var policy = policy();
        assertThat(policy.choose(segments, live)).isEqualTo(4);
        assertThat(policy.classOf(77)).isZero();
        segments.set(4, Use.EMPTIED);
        assertThat(policy.choose(segments, live)).isEqualTo(3);
        assertThat(policy.classOf(78)).isEqualTo(9);
    }

    @Test
    void whereSegmentsAreScarceClassesShare() {
        sealed(3, Log.FIRST_CLASS_HEAD + 9, SEGMENT / 2);
        var policy = policy();
        policy.choose(segments, live);
        policy.opened(7, Log.FIRST_CLASS_HEAD + 5);
        policy.opened(8, Log.FIRST_CLASS_HEAD + 2);
        assertThat(policy.classOf(77)).isEqualTo(9);
        for (int segment = 10; segment < COUNT; segment++) segments.set(segment, Use.SEALED);
        for (int segment : new int[] {0, 1, 2, 4, 5, 6, 7, 8}) segments.set(segment, Use.OPEN);
        assertThat(policy.classOf(77)).as("the nearest with room").isEqualTo(5);
        policy.moved(77, 7, SEGMENT - 1000);
        assertThat(policy.classOf(77)).as("that is full now").isEqualTo(2);
        policy.moved(77, 8, SEGMENT - 1000);
        assertThat(policy.classOf(77)).as("all are full").isEqualTo(9);
    }

    @Test
    void aLogMayGrow() {
        sealed(3, 0, SEGMENT);
        var policy = policy();
        segments.grow(COUNT + 10);
        sealed(COUNT + 5, 0, SEGMENT / 2);
        policy.opened(COUNT + 6, 0);
        assertThat(policy.choose(segments, live)).isEqualTo(COUNT + 5);
    }

    @Test
    void whatIsWrittenOftenIsHot() {
        for (int segment = 0; segment < 60; segment++) sealed(segment, 0, SEGMENT);
        var policy = policy();
        for (int i = 0; i < 20; i++) policy.wrote(5, 70, 1024, false);
        policy.wrote(6, 70, 1024, true);
        assertThat(policy.userClass(5)).isGreaterThan(6);
        assertThat(policy.userClass(6)).isBetween(1, 2);
        policy.deleted(5, 64);
        assertThat(policy.userClass(5)).isBetween(1, 2);
    }
}

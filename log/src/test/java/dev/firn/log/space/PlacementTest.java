package dev.firn.log.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.LogMemory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final int SEGMENTS = 200;
    private static final long SEGMENT = 64 << 10;
    private static final int OBJECTS = 8_000;
    private static final long LIVE = OBJECTS * 1024L;

    private final Placement placement = placement(1);
    private final SplittableRandom random = new SplittableRandom(1);

    private static Placement placement(int classes) {
        return new Placement(LogMemory.onHeap(), SEGMENTS * SEGMENT, SEGMENTS, classes);
    }

    private void write(int writes, double hotWrites, int hot) {
        for (int i = 0; i < writes; i++) {
            int object = random.nextDouble() < hotWrites ? random.nextInt(hot) : random.nextInt(OBJECTS);
            placement.wrote(object, 1024, false, LIVE);
        }
    }

    @Test
    void hotAndColdObjectsPart() {
        write(20 * OBJECTS, 0.9, 80);
        assertThat(placement.classes()).isGreaterThan(5);
        int hot = 0;
        int cold = 0;
        for (int object = 0; object < 80; object++) hot += placement.moveClass(object, -1, LIVE);
        for (int object = 4000; object < 4080; object++) cold += placement.moveClass(object, -1, LIVE);
        assertThat(hot / 80.0).isGreaterThan(5);
        assertThat(cold / 80.0).isLessThan(1.5);
    }

    @Test
    void uniformTrafficHasOneClass() {
        write(20 * OBJECTS, 0, 1);
        assertThat(placement.classes()).isEqualTo(1);
        assertThat(placement.userClass(17, LIVE)).isZero();
    }

    /// Of an object that was not written in this life, the head it lay in tells how hot it was.
    @Test
    void whatAnEarlierLifeKnewIsInTheHeads() {
        var later = placement(10);
        later.userClass(0, LIVE);
        for (int ofClass = 0; ofClass < 10; ofClass++)
            assertThat(later.moveClass(100 + ofClass, ofClass, LIVE)).isEqualTo(ofClass);
        assertThat(later.moveClass(99, -1, LIVE)).isBetween(1, 2);
    }

    @Test
    void aFullStoreHasFewClasses() {
        write(20 * OBJECTS, 0.9, 80);
        placement.userClass(0, (SEGMENTS - 3) * SEGMENT);
        assertThat(placement.classes()).isEqualTo(1);
    }

    @Test
    void aDeletedObjectIsForgotten() {
        var later = placement(10);
        for (int i = 0; i < 50; i++) later.wrote(7, 64, i == 0, LIVE);
        assertThat(later.moveClass(7, -1, LIVE)).isGreaterThan(5);
        later.deleted(7, 64, LIVE);
        assertThat(later.moveClass(7, -1, LIVE)).isLessThan(3);
    }

    @Test
    void segmentsAgeByWhatIsPlacedInThem() {
        write(10 * OBJECTS, 0, 1);
        placement.opened(0, false);
        placement.opened(1, false);
        for (int i = 0; i < 3; i++) placement.wrote(3, 1024, false, LIVE);
        placement.placed(0, 3, 1024, LIVE);
        placement.placed(1, 4, 1024, LIVE);
        assertThat(placement.ages().interval(0, placement.now())).isLessThan(64);
        assertThat(placement.ages().interval(1, placement.now())).isGreaterThan(1000);
        placement.found(2, 0, LIVE);
        placement.found(3, 9, LIVE);
        assertThat(placement.ages().interval(2, placement.now()))
                .isGreaterThan(100 * placement.ages().interval(3, placement.now()));
        placement.grow(SEGMENTS + 1);
        placement.opened(SEGMENTS, true);
    }

    @Test
    void aTickIsAtLeastALine() {
        assertThat(new WriteClock(1).ticks(640)).isEqualTo(10);
        assertThat(new WriteClock(1L << 40).ticks(1 << 20)).isEqualTo(64);
        var clock = new WriteClock(1000);
        clock.wrote(63);
        assertThat(clock.now()).isZero();
        clock.wrote(1);
        assertThat(clock.now()).isEqualTo(1);
        assertThat(clock.ticks(1)).isEqualTo(1);
    }
}

package dev.firn.log.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {
    @Test
    void nothingOlderThanOneOfAllIsNeeded() {
        assertThat(Slices.stillNeeded(List.of(Slice.NONE, Slice.ALL, Slice.ALL), 10)).isEqualTo(2);
        assertThat(Slices.stillNeeded(List.of(new Slice(0, 10), Slice.NONE), 10)).isEqualTo(1);
    }

    @Test
    void whatSlicesHaveNotComeToIsStillNeeded() {
        var round = List.of(new Slice(2, 4), new Slice(0, 2), new Slice(5, 6), new Slice(4, 5), Slice.ALL);
        assertThat(Slices.stillNeeded(round, 6)).isEqualTo(4);
        assertThat(Slices.stillNeeded(round, 7)).isEqualTo(5);
        assertThat(Slices.stillNeeded(round.subList(0, 2), 6)).isEqualTo(2);
    }

    @Test
    void onesWithoutASliceAreNeededAsLongAsWhatTheyHide() {
        var round = List.of(new Slice(1, 2), Slice.NONE, new Slice(0, 1), Slice.NONE, Slice.ALL);
        assertThat(Slices.stillNeeded(round, 2)).isEqualTo(3);
    }

    @Test
    void whereThereAreNoObjectsOneIsEnough() {
        assertThat(Slices.stillNeeded(List.of(Slice.NONE, Slice.ALL), 0)).isEqualTo(1);
        assertThat(Slices.stillNeeded(List.of(), 3)).isZero();
    }

    @Test
    void aRootHasRoomForEachOfThem() {
        assertThat(Slice.ALL.width()).isEqualTo(0xffff);
        assertThat(new Slice(3, 3 + Slice.LONGEST).width()).isEqualTo(0xfffe);
        assertThat(Slice.NONE.width()).isZero();
        assertThat(Slice.ALL.contains(1 << 20)).isTrue();
        assertThat(new Slice(3, 5).contains(5)).isFalse();
    }
}
